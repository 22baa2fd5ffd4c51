"""What a browser sends: the socket it opens, and the messages that request a run."""

import json
import time
from collections.abc import Callable

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

# Fills in a message's request.
Fill = Callable[[BackMsg], None]

# What a browser sends as a token when it has none.
_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"


async def socket(server: str, cookie: str, session: str) -> ClientConnection:
    """Open the app's socket, resuming a session if one is named and the server still knows it."""
    said = ("streamlit", _NO_TOKEN, session) if session else ("streamlit",)
    return await connect(
        f"{server.replace('http', 'ws')}/_stcore/stream",
        origin=Origin(server),
        subprotocols=[Subprotocol(part) for part in said],
        additional_headers={"Cookie": cookie} if cookie else {},
        compression=None,
        ping_interval=None,
        max_size=None,
        close_timeout=1,
    )


def message(url: str, known: list[str], fill: Fill) -> bytes:
    """Request a run, from a page at this address that already has these large messages."""
    ask = BackMsg()
    context = ask.rerun_script.context_info
    context.timezone, context.locale, context.color_scheme = "UTC", "en-US", "light"
    context.url = url
    ask.rerun_script.widget_states.SetInParent()
    ask.rerun_script.cached_message_hashes.extend(known)
    fill(ask)
    return bytes(ask.SerializeToString())


def opening(page: str) -> Fill:
    """Request a page by its address."""

    def fill(ask: BackMsg) -> None:
        ask.rerun_script.page_name = page

    return fill


def turning(page: str) -> Fill:
    """Request a page by its link."""

    def fill(ask: BackMsg) -> None:
        ask.rerun_script.page_script_hash = page

    return fill


def changed(component: str) -> Fill:
    """Request a redraw, as the live component does."""

    def fill(ask: BackMsg) -> None:
        state = ask.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
        asked = {"at": round(time.time() * 1000), "go": True}
        state.json_trigger_value = json.dumps([{"event": "changed", "value": asked}])

    return fill
