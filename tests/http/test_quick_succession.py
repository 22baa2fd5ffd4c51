"""A change that arrives while the server redraws the page, as when results are shown, counts."""

import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from tests.http.conftest import Room
from tests.http.test_hostile_attendee import Phone
from tests.server import Server


@pytest.mark.parametrize("pause", [0, 0.005, 0.02], ids="{} s".format)
def test_a_tap_that_falls_into_a_redraw_is_kept(server: Server, room: Room, pause: float) -> None:
    phone = Phone(server, room)
    with phone.connected() as socket:
        phone.open_exercise(socket)
        pick = phone.widget("pick")
        pick.string_array_value.data.extend(["Connection"])
        phone.send(socket, pick, fragment=phone.widgets[pick.id])
        redraw, tap = BackMsg(), BackMsg()
        redraw.rerun_script.page_script_hash = phone.page
        redraw.rerun_script.widget_states.widgets.append(pick)
        pick.string_array_value.data.append("Commitment")
        tap.rerun_script.page_script_hash = phone.page
        tap.rerun_script.fragment_id = phone.widgets[pick.id]
        tap.rerun_script.widget_states.widgets.append(pick)
        socket.send(redraw.SerializeToString())
        time.sleep(pause)
        socket.send(tap.SerializeToString())
        time.sleep(1)
    with phone.connected() as socket:
        phone.open_exercise(socket)
        assert "2 of 3 picked" in phone.told
