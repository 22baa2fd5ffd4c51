"""A room's agenda: its facilitator sets it up, and attendees see it."""

from datetime import timedelta
from typing import Any

import pytest

from data import Store, keys
from data.cues import RoomState
from data.store import utc_now
from exercises import AGENDA, timetable
from pages.facilitator.parts import keeping_time
from tests.page.conftest import Visit


@pytest.fixture
def room(store: Store) -> tuple[str, str]:
    """A room's code and facilitator key."""
    cohort, key = store.cohorts.create("Spring", 3)
    return cohort.code, key


def press(app: Any, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception


def planned(store: Store, code: str) -> dict[str, int]:
    stops = timetable.timetable(store.rooms.state(code).agenda)
    return {stop.exercise.slug: stop.minutes for stop in stops}


def told(app: Any) -> str:
    return "\n".join(str(e.value) for e in (*app.markdown, *app.caption, *app.header))


def lines(app: Any) -> str:
    return "\n".join(link.proto.label for link in app.get("page_link"))


def test_a_length_counts_at_once_and_steps_and_minutes_once_they_are_saved(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    app = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    assert len([box for box in app.checkbox if box.value]) == len(AGENDA)
    press(app, "30 minutes")
    assert "**30 minutes** in all, with 4 to welcome everyone." in told(app)
    assert len(planned(store, room[0])) == 4, "whoever goes back now has it"
    titles = {e.content().title: e.slug for e in AGENDA}
    pitch = next(box for box in app.checkbox if titles[box.label] == "pitch")
    pitch.uncheck().run()
    roles = next(n for n in app.number_input if "Coach" in n.label)
    roles.set_value(9).run()
    assert "**23 minutes** in all" in told(app)
    press(app, "Save the agenda")
    assert planned(store, room[0]) == {"roles": 9, "goals": 7, "closing": 3}
    assert "Agenda saved" in told(app)


def test_a_session_without_any_step_is_not_saved(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    app = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    for box in app.checkbox:
        box.uncheck()
    app.run()
    assert "Keep at least one step." in [warning.value for warning in app.warning]
    assert not [b for b in app.button if b.key == "save-agenda"]
    assert len(planned(store, room[0])) == len(AGENDA)


def test_the_run_page_leads_to_it_and_goes_by_it(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    store.rooms.cue(room[0], "", "agenda", timetable.written(timetable.preset(30)))
    app = visit("facilitator/cohort.py", workshop_facilitator=".".join(room))
    assert "Change the agenda" in lines(app)
    assert "30 minutes" in told(app)
    assert len(app.radio[0].options) == 4


def test_attendees_see_just_the_steps_of_the_room_and_the_others_as_on_their_own(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    store.rooms.cue(room[0], "", "agenda", '{"roles": 6, "myths": 3}')
    me = keys.mint_key()
    store.cohorts.join(me, room[0])
    home = visit(workshop_attendee=f"{room[0]}.{me}")
    assert "0 of 2 done" in told(home)
    assert [h.value for h in home.header] == ["Today's exercises", "On your own"]
    assert "Step 1 of 2: Coach, mentor or sponsor? (6 min)" in lines(home)
    assert "Step 2 of 2: Mentoring myths: true or false? (3 min)" in lines(home)
    assert "On your own: " in lines(home)
    assert "Step 3" not in lines(home)
    page = visit("attendee/roles.py", workshop_attendee=f"{room[0]}.{me}")
    assert "Step 1 of 2 · 6 min" in told(page)
    assert "Next: Mentoring myths: true or false?" in lines(page)


def test_a_break_is_no_delay_and_the_end_comes_as_much_later() -> None:
    now = utc_now()
    plan = timetable.written(timetable.preset(30))  # roles has 6 of 26 minutes, without the welcome
    began = now - timedelta(minutes=15)

    def said(**more: Any) -> str:
        room = RoomState(started_at=began, here="roles", last_here="roles", agenda=plan, **more)
        return keeping_time.told(room)

    def ends(minutes: int) -> str:
        return f"Ends at {began + timedelta(minutes=minutes):%H:%M}"

    assert said() == f"9 minutes behind · {ends(35)}"
    assert said(rested=timedelta(minutes=10)) == f"On time · {ends(36)}"
    rests = now - timedelta(minutes=2)
    resting = said(break_began=rests, break_ends=rests + timedelta(minutes=5))
    assert resting == f"7 minutes behind · {ends(26 + 7 + 5)}"
    over = said(break_began=rests, break_ends=rests + timedelta(minutes=1))
    assert over == f"7 minutes behind · {ends(26 + 7 + 2)}", "as long as it lasts"
