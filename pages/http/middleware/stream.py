"""Wraps each of Streamlit's sockets; all sockets of an address share its run permits."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.http.middleware.conversation import GOODBYE_SECONDS, Conversation
from pages.http.middleware.lookahead import FRAME_CAP
from pages.http.middleware.run_scheduler import RunScheduler
from pages.http.middleware.socket_limit import client_address
from pages.http.patches.offered import OFFERED


class Stream:
    """Put a `Conversation` between the app and each socket."""

    def __init__(self, app: ASGIApp, leads: Callable[[Scope], bool], client_header: str) -> None:
        self.app = app
        self._client_header = client_header
        self._leads = leads
        self._addresses = RunScheduler()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wrap one socket."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        for limit in OFFERED.on_socket:
            limit(receive, FRAME_CAP, GOODBYE_SECONDS)
        turn = self._addresses.turn(client_address(scope, self._client_header))
        turn.leads = await run_in_threadpool(self._leads, scope)
        OFFERED.at_shutdown(receive, turn.leave)
        conversation = Conversation(receive, send, turn)
        try:
            await self.app(scope, conversation.receive, conversation.send)
        finally:
            conversation.close()
            turn.give()
