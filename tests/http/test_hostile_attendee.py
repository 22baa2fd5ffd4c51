"""A client that sends over the websocket what no page of ours can send."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.http.conftest import Room, forms
from tests.server import Server

SECRET = "Asha Unmistakable"


class Phone:
    """An attendee without a browser: a cookie, a socket, and the page's widgets."""

    def __init__(self, server: Server, room: Room) -> None:
        with httpx.Client(base_url=server.url) as client:
            joined = client.get(f"/join/{room.code}")
        self.cookie = f"workshop_attendee={joined.cookies['workshop_attendee']}"
        self.server = server
        self.session = ""
        self.page = ""
        self.widgets: dict[str, str] = {}
        self.told = ""

    @contextmanager
    def connected(self, session: str = "") -> Iterator[ClientConnection]:
        # A browser uses the third subprotocol to resume its session.
        protocols = ["streamlit", "xsrf", *([session] if session else [])]
        with connect(
            self.server.url.replace("http", "ws") + "/_stcore/stream",
            origin=Origin(self.server.url),
            subprotocols=[Subprotocol(p) for p in protocols],
            additional_headers={"Cookie": self.cookie},
            close_timeout=0.5,
        ) as socket:
            yield socket

    def open_exercise(self, socket: ClientConnection) -> None:
        message = BackMsg()
        message.rerun_script.page_name = "mentor_criteria"
        self.ask(socket, message)

    def send(self, socket: ClientConnection, *states: WidgetState, fragment: str = "") -> None:
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.fragment_id = fragment
        message.rerun_script.widget_states.widgets.extend(states)
        self.ask(socket, message)

    def widget(self, name: str) -> WidgetState:
        """The state of a widget, found by the start of its key."""
        (found,) = [i for i in self.widgets if re.search(rf"-{name}-[0-9a-f]{{12}}$", i)]
        return WidgetState(id=found)

    def ask(self, socket: ClientConnection, message: BackMsg) -> None:
        """Send a message, and read everything drawn in response."""
        self.told = ""
        socket.send(message.SerializeToString())
        while True:
            frame = socket.recv(timeout=15)
            assert isinstance(frame, bytes)
            said = ForwardMsg.FromString(frame)
            self._read(said)
            finished = said.WhichOneof("type") == "script_finished"
            if finished and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    def _read(self, said: ForwardMsg) -> None:
        if said.WhichOneof("type") == "new_session":
            self.session = said.new_session.initialize.session_id
        if said.WhichOneof("type") == "navigation":
            self.page = said.navigation.page_script_hash
        text = str(said)
        self.told += text
        for widget in re.findall(r'id: "(\$\$ID-[^"]+)"', text):
            self.widgets[widget] = said.delta.fragment_id


@pytest.fixture
def phone(server: Server, room: Room) -> Phone:
    return Phone(server, room)


def answers_in(room: Room) -> list[str]:
    """What the facilitator sees: four forms and the attendee's answer make five."""
    room.add(forms(4))
    answered = room.get("responses.csv")
    return [] if answered.status_code == 409 else answered.text.splitlines()[1:]


def hostile_picks() -> list[WidgetState]:
    picks = [WidgetState() for _ in range(6)]
    picks[0].string_array_value.data.extend(["EVIL"])
    picks[1].string_array_value.data.extend(["Commitment", "Commitment"])
    picks[2].string_value = "Commitment"
    picks[3].int_array_value.data.extend([0, 99])
    picks[4].json_value = json.dumps({"ranking": "all"})
    picks[5].bytes_value = b"\x00\xff"
    return picks


@pytest.mark.parametrize("given", hostile_picks(), ids=lambda s: s.WhichOneof("value"))
def test_a_pick_that_no_page_can_send_is_told_and_never_stored(
    phone: Phone, room: Room, given: WidgetState
) -> None:
    with phone.connected() as socket:
        phone.open_exercise(socket)
        given.id = phone.widget("pick").id
        phone.send(socket, given)
        assert "Traceback" not in phone.told
        assert 'File "' not in phone.told
        assert not any("EVIL" in line for line in answers_in(room))
        # Nothing is permanently broken: an honest pick on the same socket is saved.
        honest = phone.widget("pick")
        honest.string_array_value.data.extend(["Connection"])
        phone.send(socket, honest)
        assert "Saved" in phone.told
    assert len(answers_in(room)) == 5


@pytest.mark.parametrize("url", ["http://[bad", "http://a:b:c/", "//", "\u2100", "javascript:"])
def test_an_address_that_is_none_breaks_no_page(phone: Phone, url: str) -> None:
    with phone.connected() as socket:
        message = BackMsg()
        message.rerun_script.context_info.url = url
        phone.ask(socket, message)
        assert "Something went wrong on our side" not in phone.told
        assert "new_session" in phone.told


def test_control_characters_and_long_names_are_told_and_never_stored(
    phone: Phone, room: Room
) -> None:
    with phone.connected() as socket:
        phone.open_exercise(socket)
        pick = phone.widget("pick")
        pick.string_array_value.data.extend(["Connection"])
        phone.send(socket, pick)
        add = phone.widget("add")
        add.trigger_value = True
        phone.send(socket, pick, add)
        (name,) = [i for i in phone.widgets if "-name-" in i]
        for wrong in ("nul \x00 byte", "escape \x1b byte", "x" * 61, "y" * 50_000):
            phone.send(socket, pick, WidgetState(id=name, string_value=wrong))
            assert "Not saved" in phone.told
            assert "Traceback" not in phone.told
        phone.send(socket, pick, WidgetState(id=name, string_value=SECRET))
        assert "Saved" in phone.told


def test_an_attendee_who_asks_to_be_forgotten_is(phone: Phone, room: Room) -> None:
    with phone.connected() as socket:
        phone.open_exercise(socket)
        pick = phone.widget("pick")
        pick.string_array_value.data.extend(["Connection"])
        phone.send(socket, pick)
    key = phone.cookie.rpartition(".")[2]
    assert room.client.get(f"/resume/{key}").status_code == 200
    assert len(answers_in(room)) == 5
    room.client.cookies.clear()
    assert room.client.delete("/me").status_code == 401
    gone = room.client.delete("/me", headers={"Cookie": phone.cookie})
    assert gone.json() == {"deleted": True}
    assert key not in gone.headers["set-cookie"]
    assert room.get("summary").json()["joined"] == 4
    assert room.client.get(f"/resume/{key}").status_code == 404


@pytest.mark.parametrize("asked", ["the page", "a fragment"])
def test_a_known_session_id_with_another_cookie_shows_nothing_of_its_owner(
    server: Server, room: Room, asked: str
) -> None:
    victim, thief = Phone(server, room), Phone(server, room)
    fragment = write_a_secret(victim)
    with thief.connected(session=victim.session) as socket:
        thief.page = victim.page
        thief.send(socket, fragment=fragment if asked == "a fragment" else "")
        assert thief.session == victim.session, "the theft of the session succeeded"
        assert SECRET not in thief.told
        thief.open_exercise(socket)
        assert SECRET not in thief.told
        assert "What you need in a mentor" in thief.told


def write_a_secret(victim: Phone) -> str:
    """Let the victim name a candidate; return the id of the fragment that shows the name."""
    with victim.connected() as socket:
        victim.open_exercise(socket)
        pick, add = victim.widget("pick"), victim.widget("add")
        pick.string_array_value.data.extend(["Connection"])
        add.trigger_value = True
        victim.send(socket, pick)
        victim.send(socket, pick, add)
        (name,) = [i for i in victim.widgets if "-name-" in i]
        victim.send(socket, pick, WidgetState(id=name, string_value=SECRET))
        victim.open_exercise(socket)
        assert SECRET in victim.told, "the victim sees it"
    return victim.widgets[name]
