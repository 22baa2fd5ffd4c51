from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed

from pages.http.patches.protocol import ALLOWED, kind_of
from tests.middleware.visitor import close_code, one_run, rerun, visit
from tests.server import Server

KINDS = [field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields]
FORBIDDEN = [kind for kind in KINDS if kind not in ALLOWED]
# Streamlit's replies, if such a message reached it.
ANSWERS = {"git_info_changed", "file_urls_response", "backend_operation_response"}


def of_kind(kind: str) -> bytes:
    message = BackMsg()
    if isinstance(getattr(message, kind), bool):
        setattr(message, kind, True)
    else:
        getattr(message, kind).SetInParent()
    return bytes(message.SerializeToString())


def token(said: list[ForwardMsg]) -> list[str]:
    texts = (message.delta.new_element.text.body for message in said)
    return [text for text in texts if text.startswith("token")]


def test_the_protocol_has_no_kind_that_nobody_has_thought_about() -> None:
    assert set(KINDS) == ALLOWED | {
        *("clear_cache", "set_run_on_save", "load_git_info", "file_urls_request"),
        *("backend_operation_request", "debug_disconnect_websocket", "debug_shutdown_runtime"),
    }


@pytest.mark.parametrize("kind", FORBIDDEN)
def test_a_forbidden_message_does_nothing_and_the_socket_lives(probe: Server, kind: str) -> None:
    with visit(probe) as socket:
        before = one_run(socket)
        socket.send(of_kind(kind))
        after = one_run(socket)
    assert not ANSWERS & {message.WhichOneof("type") for message in after}
    assert token(before) == token(after) != []
    assert not any(m.session_status_changed.run_on_save for m in after)


def test_a_forbidden_message_behind_an_allowed_one_in_a_frame_is_seen(probe: Server) -> None:
    # If one frame has several kinds, the last one counts, for us as for Streamlit.
    assert kind_of(rerun() + of_kind("clear_cache")) == "clear_cache"
    with visit(probe) as socket:
        before = one_run(socket)
        socket.send(rerun() + of_kind("clear_cache"))
        assert token(one_run(socket)) == token(before)
        hidden = one_run(socket, of_kind("clear_cache") + rerun())
        assert token(hidden) == token(before)


def test_heartbeat_and_stop_pass(door_server: Server) -> None:
    with visit(door_server) as socket:
        socket.send(of_kind("app_heartbeat"))
        socket.send(of_kind("stop_script"))
        assert one_run(socket)


def test_a_text_frame_ends_the_conversation(door_server: Server) -> None:
    with visit(door_server) as socket:
        socket.send("text")
        assert close_code(socket) == 1003


@pytest.mark.parametrize("frame", [b"\xff\xff\xff", b"\x5a\x7f", rerun() + b"\x07"])
def test_a_frame_that_is_no_message_ends_the_conversation(
    door_server: Server, frame: bytes
) -> None:
    with visit(door_server) as socket:
        socket.send(frame)
        assert close_code(socket) == 1002


def test_an_empty_frame_is_dropped(door_server: Server) -> None:
    with visit(door_server) as socket:
        socket.send(b"")
        assert one_run(socket)


def test_bad_frames_leave_neither_a_trace_nor_a_word_in_the_log(door_server: Server) -> None:
    before = len(door_server.log.read_text())
    with visit(door_server) as socket:
        socket.send(of_kind("file_urls_request") + b"\x5a\x06secret")
        with suppress(ConnectionClosed):  # it may have disconnected after the first
            socket.send("secret")
        assert close_code(socket) in {1002, 1003}
    log = door_server.log.read_text()[before:]
    assert "Traceback" not in log
    assert "secret" not in log


def test_a_part_of_no_page_runs_the_page_and_its_name_is_not_in_the_log(probe: Server) -> None:
    asked = BackMsg()
    asked.rerun_script.fragment_id = "a word of theirs\nand a line of its own"
    with visit(probe) as socket:
        one_run(socket)
        assert token(one_run(socket, asked.SerializeToString()))
    assert "a word of theirs" not in probe.log.read_text()


@given(st.binary(max_size=60) | st.lists(st.sampled_from(KINDS).map(of_kind)).map(b"".join))
def test_the_door_and_streamlit_read_every_frame_alike(frame: bytes) -> None:
    theirs = BackMsg()
    try:
        theirs.ParseFromString(frame)
    except Exception:
        assert kind_of(frame) is None
    else:
        assert kind_of(frame) == (theirs.WhichOneof("type") or "empty")
