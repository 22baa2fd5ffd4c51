"""The printable guide: every step of the session with its minutes, for facilitators only."""

from exercises import AGENDA, timetable
from pages.wording import WORDING
from tests.http.conftest import Room


def test_the_guide_has_what_to_say_and_ask_in_every_step_in_order(room: Room) -> None:
    told = room.get("guide.html").text.replace("&#x27;", "'").replace("&quot;", '"')
    places = []
    for exercise in AGENDA:
        guide = exercise.content().guide
        assert guide
        places.append(told.index(f"</small> {exercise.content().title} "))
        for text in (guide.say, guide.listen, guide.few, guide.late, *(q.what for q in guide.ask)):
            assert text in told
    assert places == sorted(places)
    assert WORDING.in_("en").guide.welcome_say in told
    assert f"{timetable.WELCOME} min" in told


def test_the_guide_is_for_people_who_facilitate_the_room(room: Room) -> None:
    answer = room.client.get(f"/api/cohorts/{room.code}/guide.html")
    assert answer.status_code == 401
