"""How many have answered, and what's said where voting closed with too few or too early."""

import pytest

from data import Store, keys
from data.cohorts import Cohort
from data.cues import ExerciseCue
from exercises import AGENDA
from exercises.goals.answer import Goals
from exercises.roles.answer import Roles
from tests.page.conftest import ANSWER, Visit
from tests.page.leading import CHANGED, attend, lead, next_label, press, results, told


@pytest.mark.usefixtures("patient")
def test_closing_with_too_few_answers_offers_to_reopen_voting(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    _, _, people = room
    cohort, key = store.cohorts.create("Few", 3)
    for _ in people[:2]:
        other = keys.mint_key()
        store.cohorts.join(other, cohort.code)
        store.answers.save(other, cohort.code, "roles", ANSWER)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert "voting closed with too few answers" in told(app)
    assert "It takes 3 answers to show results. Move on, or reopen voting." in told(app)
    assert "so far" not in told(app), "nobody is answering any more"
    guide = AGENDA[0].content().guide
    assert guide
    assert told(app).index(guide.few) < told(app).index(guide.say), "what to do now comes first"
    assert guide.listen not in told(app), "there are no results to talk about"
    assert next_label(app) == "Show the answers", "there are no results to vote on again"
    press(app, "Reopen voting")
    step = store.rooms.state(cohort.code).of("roles")
    assert (step.locked, step.shown) == (False, False)
    assert next_label(app) == "Close voting and show results"
    press(app, "Undo: reopened voting")
    assert store.rooms.state(cohort.code).of("roles").shown


@pytest.mark.parametrize("cue", ["lock", "reveal"])
def test_closing_with_too_few_answers_is_said_on_phones_too(
    visit: Visit, store: Store, cue: ExerciseCue
) -> None:
    cohort, _ = store.cohorts.create("Few", 3)
    answered, silent = keys.mint_key(), keys.mint_key()
    for person in (answered, silent):
        store.cohorts.join(person, cohort.code)
    store.answers.save(answered, cohort.code, "goals", Goals())
    store.rooms.cue(cohort.code, "goals", "here")
    assert "Answer first, then you can compare." in told(attend(visit, cohort, silent, "goals"))
    store.rooms.cue(cohort.code, "goals", cue)
    for person in (answered, silent):
        phone = told(attend(visit, cohort, person, "goals"))
        assert "Voting is closed. Too few people answered to show results." in phone
        for misleading in ("then you can compare", "so far", "Results appear", "when it's time"):
            assert misleading not in phone, person


def test_who_is_too_late_reads_that_voting_is_closed_before_answering(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, _ = room
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    phone = told(attend(visit, cohort, late))
    assert phone.count("Voting is closed. Answer to compare.") == 2, "at the top, and below"
    store.answers.save(late, cohort.code, "roles", ANSWER)
    assert "4 answers" in told(attend(visit, cohort, late))


def test_the_preview_says_who_sees_results_only_where_there_are_any(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Few", 3)
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "goals", cue)
    store.rooms.cue(cohort.code, "roles", "here")
    app = lead(visit, cohort, key)
    app.radio[0].set_value("goals").run()
    assert "Too few people answered to show results" in told(app)
    assert "can see these results" not in told(app)


def test_the_count_of_answers_is_of_the_step_that_is_steered(
    visit: Visit, room: tuple[Cohort, str, list[str]]
) -> None:
    app = lead(visit, *room[:2])
    assert {m.label: m.value for m in app.metric}["Answered"] == "4"
    app.radio[0].set_value("goals").run()
    assert {m.label: m.value for m in app.metric}["Answered"] == "0"


def test_one_tap_of_eight_is_not_counted_as_answered_and_its_results_appear_all_the_same(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.answers.save(people[0], cohort.code, "roles", Roles(roles={"two_offers": "coach"}))
    app = lead(visit, cohort, key)
    assert {m.label: m.value for m in app.metric}["Answered"] == "3"
    assert "Results appear once" not in told(app)


def test_an_answer_after_the_count_is_kept_and_says_so(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert "voting had closed" not in told(attend(visit, cohort, people[0])).lower()
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    assert "Voting had closed" in told(attend(visit, cohort, people[0]))
    assert "4 answers" in told(attend(visit, cohort, people[1]))


def test_the_dashboard_says_how_many_are_missing(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    store.cohorts.join(keys.mint_key(), cohort.code)
    assert "4 answered; 1 of those who joined haven't." in told(results(visit, cohort, key))


def test_the_dashboard_says_that_results_can_be_seen_only_where_there_are_any(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    assert told(results(visit, cohort, key)).count("Only you can see these results.") == 1
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "goals", cue)
    assert "Everyone who has answered can see" not in told(results(visit, cohort, key))


def test_the_count_ends_where_voting_was_closed_and_is_that_of_the_results(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.answers.save(people[0], cohort.code, "roles", Roles(roles={"two_offers": "coach"}))
    for cue in ("here", "lock"):
        store.rooms.cue(cohort.code, "roles", cue)
    late = keys.mint_key()
    store.cohorts.join(late, cohort.code)
    for person in (late, people[0]):
        store.answers.save(person, cohort.code, "roles", ANSWER)
    app = lead(visit, cohort, key)
    assert {m.label: m.value for m in app.metric} == {"In the results": "4"}
    assert "1 of them isn't finished" in told(app)
