"""What a browser may ask of Streamlit over the socket: three kinds of message of the eleven."""

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
# Streamlit names the fragments of a page so.
_PART = re.compile("[0-9a-f]{32}")
# A rerun is every click and every answer. The heartbeat keeps a session alive behind a proxy.
# A stop ends only the sender's own run. What is left out clears everybody's cache, reads the
# server's git state, hands out upload links or installs files on the server.
ALLOWED = frozenset({RUN, "app_heartbeat", "stop_script"})


def kind_of(frame: bytes) -> str | None:
    """Return the kind of message in a frame, or nothing when it is not a message at all.

    This is the very parser that Streamlit uses next, so that the two cannot read one frame
    differently. It costs a microsecond for 2 kB, and 2 ms for the worst frame under the cap.
    """
    try:
        return BackMsg.FromString(frame).WhichOneof("type") or "empty"
    except DecodeError:
        return None


def gives(frame: bytes) -> bool:
    """Say whether a run is asked for by what somebody gives: it names the part that it is in."""
    return bool(BackMsg.FromString(frame).rerun_script.fragment_id)


def only_redraws(frame: bytes) -> bool:
    """Say whether nothing but the room's news asks for a run: no link, no click and no key."""
    return is_for_news(BackMsg.FromString(frame).rerun_script)


def is_for_news(asked: ClientState) -> bool:
    """Say whether it is the room's news, and nothing else, that asks for a run of the page."""
    once = [state for state in asked.widget_states.widgets if _is_click(state)]
    is_whole = not asked.fragment_id and not asked.page_name
    return is_whole and bool(once) and all(map(_is_news, once))


def brings_news(asked: ClientState) -> bool:
    """Say whether the room's news are asked for, by this alone or by a redraw in its place."""
    return any(map(_is_news, asked.widget_states.widgets))


def with_news(tap: bytes, redraw: bytes) -> bytes:
    """Return a tap that asks for the room's news, too, as the redraw before it does."""
    message = BackMsg.FromString(tap)
    asked = BackMsg.FromString(redraw).rerun_script.widget_states.widgets
    message.rerun_script.widget_states.widgets.extend(filter(_is_news, asked))
    return bytes(message.SerializeToString())


def redraw_after(tap: bytes, redraw: bytes) -> bytes:
    """Return a redraw that shows the page as a tap left it: with its values, without its clicks.

    The browser asked for the redraw before the tap; its values are those from before.
    """
    message = BackMsg.FromString(with_news(tap, redraw))
    asked = message.rerun_script
    kept = [s for s in asked.widget_states.widgets if not _is_click(s) or _is_news(s)]
    del asked.widget_states.widgets[:]
    asked.widget_states.widgets.extend(kept)
    asked.fragment_id = ""
    return bytes(message.SerializeToString())


def page_of(frame: bytes) -> str:
    """Return the page that a run is asked for, by the name that Streamlit gave it."""
    page: str = BackMsg.FromString(frame).rerun_script.page_script_hash
    return page


def _is_click(state: WidgetState) -> bool:
    """Say whether this is said once: a click, a key, or the room's news."""
    return "trigger" in (state.WhichOneof("value") or "")


def _is_news(state: WidgetState) -> bool:
    """Say whether this is what pages/shared/browser/live.js sends."""
    # What is nested too deeply for the parser is none of ours either.
    with suppress(ValueError, TypeError, KeyError, RecursionError):
        return all(event["event"] == "changed" for event in json.loads(state.json_trigger_value))
    return False


def as_run(frame: bytes, *, whole: bool) -> bytes:
    """Return the frame asking for the whole page, if it must, or if it named no part of any page.

    A session that began after the page was drawn, because a phone slept or the server was started
    anew, knows none of the page's fragments, and Streamlit drops a run of an unknown one without a
    word: with it, what somebody just tapped. Its log keeps the name, of as many lines as sent.
    """
    message = BackMsg.FromString(frame)
    part = message.rerun_script.fragment_id
    if not part or (_PART.fullmatch(part) and not whole):
        return frame
    message.rerun_script.fragment_id = ""
    return bytes(message.SerializeToString())


def draws_page(frame: bytes) -> bool:
    """Say whether the app begins with this frame to draw a whole page."""
    message = ForwardMsg.FromString(frame)
    begins: bool = message.WhichOneof("type") == "new_session"
    return begins and not message.metadata.run.fragment_ids


# What tells that a run is over is 60 bytes; an element is mostly more, and need not be looked into.
_SHORT = 200


def ends_run(frame: bytes) -> bool:
    """Say whether the app tells with this frame that it has done what was asked."""
    if len(frame) > _SHORT:
        return False
    message = ForwardMsg.FromString(frame)
    over: bool = message.WhichOneof("type") == "script_finished"
    early = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return over and not early


# What is asked of these messages here and in the other patches.
_FIELDS: dict[Any, tuple[str, ...]] = {
    BackMsg: (RUN, "app_heartbeat", "stop_script"),
    ClientState: ("fragment_id", "page_script_hash", "page_name", "widget_states", "query_string"),
    WidgetState: ("id", "trigger_value", "json_trigger_value"),
    ForwardMsg: ("new_session", "script_finished", "delta", "metadata"),
}


def _lacks() -> str:
    """Return a field that a message doesn't have any more, or nothing."""
    for message, fields in _FIELDS.items():
        known = {field.name for field in message.DESCRIPTOR.fields}
        if gone := set(fields) - known:
            return f"{message.DESCRIPTOR.name} has no {min(gone)}"
    return ""


def apply(_: Settings) -> None:
    """Change nothing: this only reads."""


PATCH = Patch(
    "protocol",
    gives="what a browser may ask of Streamlit",
    apply=apply,
    check=_lacks,
)
