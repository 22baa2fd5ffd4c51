"""Breaks, the end and a closed room, on the run page and on phones."""

import pytest

from data import Store, keys
from data.cohorts import Cohort
from data.cues import Cue
from tests.page.conftest import Visit
from tests.page.leading import attend, lead, press, told


def test_after_the_end_nothing_says_any_more_how_early_or_late_it_is(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "roles", "here")
    assert "Ends at" in told(lead(visit, cohort, key))
    store.rooms.cue(cohort.code, "", "finish")
    assert "Ends at" not in told(lead(visit, cohort, key))
    assert "Ends at" not in told(
        visit("facilitator/agenda.py", workshop_facilitator=f"{cohort.code}.{key}")
    )


@pytest.mark.parametrize("ended", ["finish", "close"])
def test_after_the_end_a_phone_urges_nobody_to_answer_and_leads_to_the_plan(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]], ended: Cue
) -> None:
    cohort, _, people = room
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    urged = ":material/bar_chart: Voting is closed. Answer to compare."
    assert urged in told(attend(visit, cohort, late))
    store.rooms.cue(cohort.code, "", ended)
    page = attend(visit, cohort, late)
    assert urged not in told(page)
    assert "Copy your private link there" in told(page)
    links = [link.proto.label for link in page.get("page_link")]
    assert "My plan" in links
    assert not [label for label in links if label.startswith("Next:")]
    assert "See how the room answered" in told(attend(visit, cohort, people[0]))
    home = visit(workshop_attendee=f"{cohort.code}.{late}")
    assert not [b for b in home.button if b.proto.type == "primary"], "the plan is what counts"
    assert "Copy your private link there" in told(home)


def test_phones_are_told_of_a_break_and_of_the_end(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    for cue in ("here", "reveal", "answers"):
        store.rooms.cue(cohort.code, "roles", cue)
    store.rooms.cue(cohort.code, "", "rest", "600")
    ends = store.rooms.state(cohort.code).break_ends
    assert ends is not None
    assert f"on a break until {ends:%H:%M}" in told(attend(visit, cohort, people[0]))
    rests = told(attend(visit, cohort, people[0]))
    assert "[See the answers, and why](#results)" not in rests, "the bar at the top says the break"
    assert rests.count("on a break until") == 1
    assert "on a break until" in told(visit(workshop_attendee=f"{cohort.code}.{people[0]}"))
    store.rooms.cue(cohort.code, "", "finish")
    assert "Your plan is ready" in told(attend(visit, cohort, people[0]))


def test_a_closed_room_is_said_to_be_closed_on_phones_and_where_one_joins(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    assert "This room is closed" not in told(attend(visit, cohort, people[0]))
    store.rooms.cue(cohort.code, "", "close")
    assert "This room is closed" in told(attend(visit, cohort, people[0]))
    joins = visit(workshop_attendee=f"{cohort.code}.{keys.mint_key()}")
    assert "This room is closed" in told(joins)


@pytest.mark.usefixtures("patient")
def test_after_thanking_everyone_nothing_comes_next_and_the_report_is_there(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "", "finish")
    app = lead(visit, cohort, key)
    assert not [b for b in app.button if b.key.startswith("next-")], "no key closes a room"
    links = {link.proto.label: link.proto.url for link in app.get("link_button")}
    assert "/report.html" in links["Printable report"]
    assert not store.rooms.state(cohort.code).closed
    press(app, "Yes, close the room")
    assert store.rooms.state(cohort.code).closed


def test_a_closed_room_looks_closed_to_who_leads_it(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    code = f"{cohort.code[:3]}-{cohort.code[3:]}"
    assert code in [text.value for text in lead(visit, cohort, key).text]
    store.rooms.cue(cohort.code, "roles", "here")
    store.rooms.cue(cohort.code, "", "close")
    app = lead(visit, cohort, key)
    assert "The room is closed" in told(app)
    assert code not in [text.value for text in app.text], "nobody is to join it"
    assert not app.metric, "nothing is being answered"
    left = {b.label for b in app.button}
    assert not left & {"Close voting", "Break", "Start the timer", "Close voting and show results"}
    assert "Reopen the room" in left
