"""Two people lead at once: both are heard, and no button does the opposite of what it says."""

from datetime import timedelta

import pytest

from data import Store
from data.cohorts import Cohort
from data.cues import Cue
from exercises import AGENDA
from pages.facilitator.parts import walk
from pages.shared.browser import pressing
from pages.shared.browser.pressing import Pressed
from tests.page.conftest import Visit, all_here
from tests.page.leading import CHANGED, attend, lead, press, told
from tests.people import attendee_of

Room = tuple[Cohort, str, list[str]]


def test_a_button_on_a_screen_that_is_behind_does_what_it_says(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "goals", "here")  # all other steps have all buttons
    one, other = (lead(visit, cohort, key) for _ in range(2))
    for screen in (one, other):
        screen.radio[0].set_value("roles").run()
    press(one, "Show results")
    press(other, "Show results")
    assert store.rooms.state(cohort.code).of("roles").shown
    press(one, "Reopen voting")
    press(other, "Reopen voting")
    assert not store.rooms.state(cohort.code).of("roles").locked


def test_one_reveals_while_the_other_stops_the_count_and_both_see_both(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, key, _ = room
    store.rooms.cue(cohort.code, "goals", "here")
    one, other = (lead(visit, cohort, key) for _ in range(2))
    for screen in (one, other):
        screen.radio[0].set_value("roles").run()
    press(other, "Close voting")
    press(one, "Show results")
    state = store.rooms.state(cohort.code).of("roles")
    assert (state.shown, state.locked) == (True, True)
    for screen in (one.run(), other.run()):
        labels = [b.label for b in screen.button]
        assert "Hide results" in labels
        assert "Reopen voting" in labels


def test_a_key_on_a_screen_that_is_behind_does_nothing_and_never_what_came_after(
    visit: Visit, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key, _ = room
    monkeypatch.setattr(walk, "PAUSE", timedelta())
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    late, nonsense = Pressed(1, "reveal", "roles"), Pressed(2, "dance", "roles")
    monkeypatch.setattr(pressing, "fresh", lambda: [late, nonsense])
    lead(visit, cohort, key)
    state = store.rooms.state(cohort.code).of("roles")
    assert (state.shown, state.second) == (True, None)


def test_a_key_does_what_comes_next_and_goes_back(
    visit: Visit, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key, _ = room
    monkeypatch.setattr(walk, "PAUSE", timedelta())
    for n, (cue, shown) in enumerate((("here", False), ("reveal", True), ("hide", False)), start=1):
        keys = [Pressed(n, cue, "roles")]
        monkeypatch.setattr(pressing, "fresh", lambda keys=keys: keys)
        lead(visit, cohort, key)
        assert store.rooms.state(cohort.code).of("roles").shown is shown


def test_the_laptop_dies_and_the_link_on_another_device_goes_on_from_there(
    visit: Visit, store: Store, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key, _ = room
    monkeypatch.setattr(walk, "PAUSE", timedelta())
    laptop = lead(visit, cohort, key)
    for label in (
        "Bring everyone here: Coach, mentor or sponsor?",
        "Close voting",
        "Start the timer",
    ):
        press(laptop, label)
    del laptop
    phone = lead(visit, cohort, key)
    labels = [b.label for b in phone.button]
    assert {"Break", "Stop the timer", "Reopen voting"} <= set(labels)
    press(phone, "Show results")
    assert store.rooms.state(cohort.code).of("roles").shown


@pytest.mark.parametrize("slug", [found.slug for found in AGENDA])
@pytest.mark.parametrize("cues", [("lock",), ("reveal",), ("reveal", "answers")], ids="-".join)
def test_too_few_answers_offer_each_way_on_once(
    visit: Visit, store: Store, slug: str, cues: tuple[Cue, ...]
) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    people = [attendee_of(store, cohort) for _ in range(3)]
    for cue in ("here", *cues):
        store.rooms.cue(cohort.code, slug, cue)
    with all_here(store, cohort, people):  # so enough people may still answer
        labels = [b.label for b in lead(visit, cohort, key).button]
    assert labels.count("Reopen voting") == 1
    for label in ("Show results", "Show the answers"):
        assert labels.count(label) <= 1


def test_too_few_answers_offer_the_next_step_once_also_to_who_looks_at_it(
    visit: Visit, store: Store
) -> None:
    """Regression: the button that continues without waiting appeared twice."""
    cohort, key = store.cohorts.create("Spring", 3)
    people = [attendee_of(store, cohort) for _ in range(3)]
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "goals", cue)
    with all_here(store, cohort, people):
        app = lead(visit, cohort, key)
        app.radio[0].set_value("self_assessment").run()
    assert not app.exception
    (going_on,) = [b for b in app.button if str(b.key).endswith("here-self_assessment")]
    assert going_on.label.startswith("Next:")
    assert not [b for b in app.button if b.key == "press-here-self_assessment-"]


def test_a_key_never_undoes_what_it_did_where_too_few_answered(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regression: it closed voting and opened it again, in turn."""
    monkeypatch.setattr(walk, "PAUSE", timedelta())
    cohort, key = store.cohorts.create("Spring", 3)
    people = [attendee_of(store, cohort) for _ in range(3)]
    store.rooms.cue(cohort.code, "goals", "here")
    with all_here(store, cohort, people):
        app = lead(visit, cohort, key)
        press(app, "Close voting and show results")
        assert "Reopen voting" in [b.label for b in app.button]
        (going_on,) = [b for b in app.button if str(b.key).startswith("next-")]
        press(app, going_on.label)
    assert store.rooms.state(cohort.code).here == "self_assessment"


def test_an_answer_that_comes_while_the_count_ends_is_counted_or_told_to_be_late(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, _, people = room
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    store.rooms.cue(cohort.code, "roles", "lock")
    store.answers.save(people[1], cohort.code, "roles", CHANGED)
    assert "Voting had closed" not in told(attend(visit, cohort, people[0]))
    assert "Voting had closed" in told(attend(visit, cohort, people[1]))


def test_an_answer_given_on_a_page_that_has_not_heard_of_the_lock_says_so_at_once(
    visit: Visit, store: Store, room: Room
) -> None:
    cohort, _, people = room
    page = attend(visit, cohort, people[0])
    store.rooms.cue(cohort.code, "roles", "lock")
    (first, *_) = [g for g in page.button_group if g.label.startswith("**1 · ")]
    first.set_value("coach").run()
    assert "Voting had closed" in told(page)
