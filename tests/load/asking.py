"""What a browser sends: the socket that it opens, and the messages that ask for a run."""

import json
import time
from collections.abc import Callable

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

# Puts what is asked for into a message.
Fill = Callable[[BackMsg], None]

# What a browser sends in place of a token when it has none.
_NO_TOKEN = "PLACEHOLDER_AUTH_TOKEN"


async def socket(server: str, cookie: str, session: str) -> ClientConnection:
    """Open the app's socket; with the name of a session to go on with it, if it is still known."""
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
    """Ask for a run, from a page at this address that has these large messages already."""
    ask = BackMsg()
    context = ask.rerun_script.context_info
    context.timezone, context.locale, context.color_scheme = "UTC", "en-US", "light"
    context.url = url
    ask.rerun_script.widget_states.SetInParent()
    ask.rerun_script.cached_message_hashes.extend(known)
    fill(ask)
    return bytes(ask.SerializeToString())


def opening(page: str) -> Fill:
    """Ask for a page by its address."""

    def fill(ask: BackMsg) -> None:
        ask.rerun_script.page_name = page

    return fill


def turning(page: str) -> Fill:
    """Ask for a page by its link."""

    def fill(ask: BackMsg) -> None:
        ask.rerun_script.page_script_hash = page

    return fill


def changed(component: str) -> Fill:
    """Ask for a redraw, as the live component does."""

    def fill(ask: BackMsg) -> None:
        state = ask.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{component}__events"
        asked = {"at": round(time.time() * 1000), "go": True}
        state.json_trigger_value = json.dumps([{"event": "changed", "value": asked}])

    return fill
