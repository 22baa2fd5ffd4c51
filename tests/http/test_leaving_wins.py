"""Taps over the socket around `DELETE /me`: people who left count nowhere, and can leave again."""

import random
import threading
import time

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from data import keys
from tests.http.conftest import Room, line
from tests.http.test_hostile_attendee import Phone
from tests.server import Server

TRIES, TAPS = 12, 8
CHOICES = ("Commitment", "Connection", "Availability")


def tap_on_and_on(phone: Phone, socket: ClientConnection, started: threading.Event) -> None:
    """Send taps without waiting for the page's response."""
    pick = phone.widget("pick").id
    for number in range(TAPS):
        message = BackMsg()
        message.rerun_script.page_script_hash = phone.page
        chosen = WidgetState(id=pick)
        chosen.string_array_value.data.append(CHOICES[number % len(CHOICES)])
        message.rerun_script.widget_states.widgets.append(chosen)
        try:
            socket.send(message.SerializeToString())
        except ConnectionClosed:
            return
        started.set()
        time.sleep(0.002)


def test_who_leaves_while_tapping_is_in_no_figure(server: Server, room: Room) -> None:
    rng = random.Random(15)
    left = []
    for _ in range(TRIES):
        phone = Phone(server, room)
        with phone.connected() as socket:
            phone.open_exercise(socket)
            started = threading.Event()
            tapping = threading.Thread(target=tap_on_and_on, args=(phone, socket, started))
            tapping.start()
            started.wait()
            time.sleep(rng.uniform(0, 0.03))
            gone = room.client.delete("/me", headers={"Cookie": phone.cookie})
            assert gone.status_code == 200, gone.text
            tapping.join()
            time.sleep(0.2)
        left.append(phone.cookie)
    time.sleep(0.5)
    told = room.summary().json()
    assert (told["n"], room.get("summary").json()["joined"]) == (0, 0)
    for cookie in left:
        again = room.client.delete("/me", headers={"Cookie": cookie})
        assert again.json() == {"deleted": True}


def test_leaving_again_with_an_old_cookie_leaves_no_other_room(
    client: httpx.Client, room: Room, server: Server
) -> None:
    other = Room(client)
    phones = [Phone(server, of) for of in (room, other)]
    for phone in phones:
        with phone.connected() as socket:
            phone.open_exercise(socket)
    ring = "~".join(phone.cookie.partition("=")[2] for phone in phones)
    old = {"Cookie": f"workshop_attendee={ring}"}
    for _ in range(3):
        assert client.delete("/me", headers=old).json() == {"deleted": True}
    assert room.get("summary").json()["joined"] == 0
    assert other.get("summary").json()["joined"] == 1


def test_a_key_that_never_joined_leaves_nothing_and_is_refused(client: httpx.Client) -> None:
    cookie = {"Cookie": f"workshop_attendee=ABC234.{keys.mint_key()}"}
    assert client.delete("/me", headers=cookie).status_code == 401


def test_an_import_into_a_room_that_is_being_deleted_says_so(room: Room) -> None:
    said: list[int] = []

    def import_on_and_on() -> None:
        while not said or said[-1] == 201:
            said.append(room.add(line("form", ranking=["commitment"])).status_code)

    importing = threading.Thread(target=import_on_and_on)
    importing.start()
    time.sleep(0.1)
    path, bearer = f"/api/cohorts/{room.code}", {"Authorization": f"Bearer {room.key}"}
    with httpx.Client(base_url=room.client.base_url, timeout=20) as deleting:
        assert deleting.delete(path, headers=bearer).status_code == 200
    importing.join()
    assert said[-1] in (403, 404)
