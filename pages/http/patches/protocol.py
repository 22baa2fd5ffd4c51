"""Streamlit's websocket protocol, of which the app allows three message kinds out of eleven."""

import json
import re
from contextlib import suppress
from typing import Any

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

RUN = "rerun_script"
# How Streamlit prefixes the ids of a page's fragments.
_PART = re.compile("[0-9a-f]{32}")
# A rerun is every click and every answer. The heartbeat keeps a session alive behind a proxy. A
# stop ends only the sender's own run. The kinds left out clear everyone's cache, read the server's
# git state, hand out upload links or install files on the server.
ALLOWED = frozenset({RUN, "app_heartbeat", "stop_script"})


def kind_of(frame: bytes) -> str | None:
    """Return the kind of message in a frame, or None if it isn't a message at all.

    This is the parser that Streamlit uses next, so the two can't read a frame differently. It costs
    a microsecond for 2 kB, and 2 ms for the worst frame under the cap.
    """
    try:
        return BackMsg.FromString(frame).WhichOneof("type") or "empty"
    except DecodeError:
        return None


def gives(frame: bytes) -> bool:
    """Say whether a rerun comes from an input: it names that input's fragment."""
    return bool(BackMsg.FromString(frame).rerun_script.fragment_id)


def only_redraws(frame: bytes) -> bool:
    """Say whether only the room's news asks for this rerun, and no link, click or key."""
    return is_for_news(BackMsg.FromString(frame).rerun_script)


def is_for_news(asked: ClientState) -> bool:
    """Say whether the room's news alone asks for a rerun of the page."""
    once = [state for state in asked.widget_states.widgets if _is_click(state)]
    is_whole = not asked.fragment_id and not asked.page_name
    return is_whole and bool(once) and all(map(_is_news, once))


def brings_news(asked: ClientState) -> bool:
    """Say whether this message asks for the room's news, alone or in place of a redraw."""
    return any(map(_is_news, asked.widget_states.widgets))


def with_news(tap: bytes, redraw: bytes) -> bytes:
    """Return a tap that also asks for the room's news, as the redraw before it did."""
    message = BackMsg.FromString(tap)
    asked = BackMsg.FromString(redraw).rerun_script.widget_states.widgets
    message.rerun_script.widget_states.widgets.extend(filter(_is_news, asked))
    return bytes(message.SerializeToString())


def redraw_after(tap: bytes, redraw: bytes) -> bytes:
    """Return a redraw with the values that a later tap left, and without its clicks.

    The browser asked for the redraw before the tap, so the redraw has older values.
    """
    message = BackMsg.FromString(with_news(tap, redraw))
    asked = message.rerun_script
    kept = [s for s in asked.widget_states.widgets if not _is_click(s) or _is_news(s)]
    del asked.widget_states.widgets[:]
    asked.widget_states.widgets.extend(kept)
    asked.fragment_id = ""
    return bytes(message.SerializeToString())


def page_of(frame: bytes) -> str:
    """Return the hash of the page that a rerun is for."""
    page: str = BackMsg.FromString(frame).rerun_script.page_script_hash
    return page


def _is_click(state: WidgetState) -> bool:
    """Say whether this value is sent only once: a click, a key, or the room's news."""
    return "trigger" in (state.WhichOneof("value") or "")


def _is_news(state: WidgetState) -> bool:
    """Say whether pages/shared/browser/live.js sent this."""
    # What's nested too deeply for the parser isn't ours either.
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return all(event["event"] == "changed" for event in json.loads(state.json_trigger_value))
    return False


def as_run(frame: bytes, *, whole: bool) -> bytes:
    """Return the frame as a rerun of the whole page, if that's needed or no fragment is named.

    After a phone slept or the server restarted, a new session doesn't know the fragments of the
    page on screen. Streamlit silently drops a rerun of an unknown fragment, and with it what
    someone just tapped. Its log would also repeat a made-up name, however many lines that has.
    """
    message = BackMsg.FromString(frame)
    part = message.rerun_script.fragment_id
    if not part or (_PART.fullmatch(part) and not whole):
        return frame
    message.rerun_script.fragment_id = ""
    return bytes(message.SerializeToString())


def draws_page(frame: bytes) -> bool:
    """Say whether this frame starts drawing a whole page."""
    message = ForwardMsg.FromString(frame)
    begins: bool = message.WhichOneof("type") == "new_session"
    return begins and not message.metadata.run.fragment_ids


# The message that ends a run is 60 bytes. Most elements are longer, and needn't be parsed.
_SHORT = 200


def ends_run(frame: bytes) -> bool:
    """Say whether this frame ends a run."""
    if len(frame) > _SHORT:
        return False
    message = ForwardMsg.FromString(frame)
    over: bool = message.WhichOneof("type") == "script_finished"
    early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return over and not early


# The fields that this file and the other patches use.
_FIELDS: dict[Any, tuple[str, ...]] = {
    BackMsg: (RUN, "app_heartbeat", "stop_script"),
    ClientState: ("fragment_id", "page_script_hash", "page_name", "widget_states", "query_string"),
    WidgetState: ("id", "trigger_value", "json_trigger_value"),
    ForwardMsg: ("new_session", "script_finished", "delta", "metadata"),
}


def _lacks() -> str:
    """Return a field that a message no longer has, or ""."""
    for message, fields in _FIELDS.items():
        known = {field.name for field in message.DESCRIPTOR.fields}
        if gone := set(fields) - known:
            return f"{message.DESCRIPTOR.name} has no {min(gone)}"
    return ""


def apply(_: Settings) -> None:
    """Change nothing: this file only reads."""


PATCH = Patch(
    "protocol",
    gives="what a browser may ask of Streamlit",
    apply=apply,
    check=_lacks,
)
