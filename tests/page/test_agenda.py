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


def step(app: Any, slug: str) -> Any:
    """The box with which a step is in or out."""
    return next(box for box in app.checkbox if box.label == title(slug))


def minutes(app: Any, slug: str) -> Any:
    return next(n for n in app.number_input if title(slug) in n.label)


def title(slug: str) -> str:
    return next(e.content().title for e in AGENDA if e.slug == slug)


def test_every_change_is_saved_at_once_so_leaving_the_page_loses_nothing(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    app = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    assert len([box for box in app.checkbox if box.value]) == len(AGENDA)
    press(app, "30 minutes")
    assert "**30 minutes** in all, with 4 to welcome everyone." in told(app)
    assert len(planned(store, room[0])) == 4, "whoever goes back now has it"
    step(app, "pitch").uncheck().run()
    assert planned(store, room[0]) == {"roles": 6, "goals": 7, "closing": 3}
    minutes(app, "roles").set_value(9).run()
    assert planned(store, room[0]) == {"roles": 9, "goals": 7, "closing": 3}
    assert "**23 minutes** in all" in told(app)
    assert "Agenda saved" in told(app)
    app.switch_page("facilitator/cohort.py").run()
    app.switch_page("facilitator/agenda.py").run()
    assert [box.label for box in app.checkbox if box.value] == list(
        map(title, ("roles", "goals", "closing"))
    )
    assert minutes(app, "roles").value == 9


def test_one_s_own_change_keeps_the_fields_and_another_facilitator_s_is_kept_and_shown(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    mine = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    press(mine, "45 minutes")
    fields = [n.key for n in mine.number_input]
    minutes(mine, "roles").set_value(9).run()
    assert [n.key for n in mine.number_input] == fields, "the focus stays where it is"
    other = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    step(other, "pitch").uncheck().run()
    minutes(mine, "goals").set_value(5).run()
    expected = {"roles": 9, "goals": 5, "mentor_criteria": 7, "find_mentors": 6, "closing": 3}
    assert planned(store, room[0]) == expected
    assert not step(mine, "pitch").value
    step(other, "pitch").check().run()
    mine.run()
    assert step(mine, "pitch").value, "back to what this page had shown before"
    assert planned(store, room[0]) == expected | {"pitch": 12}


def test_the_last_step_can_not_be_left_out(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    app = visit("facilitator/agenda.py", workshop_facilitator=".".join(room))
    for box in app.checkbox:
        box.uncheck()
    app.run()
    assert len(planned(store, room[0])) == 1
    assert [box.value for box in app.checkbox].count(True) == 1, "the page shows what's stored"
    assert "Keep at least one step." in [toast.value for toast in app.toast]


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


def test_an_early_session_ends_sooner_by_as_much() -> None:
    began = utc_now() - timedelta(minutes=3)
    plan = timetable.written(timetable.preset(30))
    room = RoomState(started_at=began, here="closing", last_here="closing", agenda=plan)
    ends = began + timedelta(minutes=3 + 3)
    assert keeping_time.told(room) == f"20 minutes early · Ends at {ends:%H:%M}"
