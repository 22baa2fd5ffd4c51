"""Voting twice: both votes side by side, and who counts in which."""

import json
from random import Random
from typing import Any

import pytest

from data import Store, keys
from data.cohorts import Cohort
from exercises import AGENDA
from exercises.goals.answer import Goals
from exercises.roles.answer import Roles
from pages.results import votes
from tests.page.conftest import ANSWER, Visit
from tests.page.leading import CHANGED, attend, lead, next_label, press, results, told

THE_SAME = "Vote the same again"


@pytest.mark.usefixtures("patient")
def test_a_second_vote_can_be_left_out(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, _ = room
    for cue in ("here", "reveal"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert [b.label for b in app.button].count("Show the answers") == 0, "not offered twice"
    press(app, "Skip the second vote: show the answers")
    step = store.rooms.state(cohort.code).of("roles")
    assert (step.second, step.answers_shown) == (None, True)
    assert next_label(app) == f"Next: {AGENDA[1].content().title}"
    press(app, "Undo: showed the answers")
    assert not store.rooms.state(cohort.code).of("roles").answers_shown


@pytest.mark.usefixtures("patient")
def test_a_second_vote_cannot_be_undone_once_someone_voted_again(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    for cue in ("here", "reveal", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    app = lead(visit, cohort, key)
    assert "Undo: started a second vote" in [b.label for b in app.button]
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    press(app, "Undo: started a second vote")
    assert store.rooms.state(cohort.code).of("roles").second is not None
    assert not [b for b in lead(visit, cohort, key).button if b.label.startswith("Undo")]


def test_the_preview_shows_both_votes_as_the_stage_does(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    for cue in ("here", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    store.rooms.cue(cohort.code, "roles", "reveal")
    app = lead(visit, cohort, key)
    assert len(app.get("plotly_chart")) == 2
    assert [s for s in app.subheader if s.value.startswith("Second vote: ")]
    assert {"First vote: 4 answers", "Second vote: 4 answers"} <= {c.value for c in app.caption}


def test_two_votes_and_who_moved_are_shown_after_the_second_reveal(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    store.rooms.cue(cohort.code, "roles", "second_vote")
    assert "Vote again:" in told(attend(visit, cohort, people[0]))
    store.answers.save(people[0], cohort.code, "roles", CHANGED)
    assert "First vote" not in told(attend(visit, cohort, people[1]))
    of_one = told(results(visit, cohort, key))
    assert "The second vote appears once 3 people have voted again." in of_one
    assert "Who moved appears once 3 people have voted again" in of_one
    assert not [n for n in range(5) if f"Second vote: {n}" in of_one], "not even how many they are"
    more = Roles(roles={**ANSWER.roles, "two_offers": "sponsor"})
    for person in people[1:]:
        store.answers.save(person, cohort.code, "roles", more)
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert "Second vote: 4 answers" in told(attend(visit, cohort, people[1]))
    assert "Who moved" not in told(attend(visit, cohort, people[1])), "it tells what is right"
    store.rooms.cue(cohort.code, "roles", "answers")
    for page in (attend(visit, cohort, people[1]), results(visit, cohort, key)):
        shown = told(page)
        assert "First vote: 4 answers" in shown
        assert "Second vote: 4 answers" in shown
        assert "Who moved: 4 people voted twice" in shown
        assert "from 0% to 25% right" in shown


def test_voting_the_same_again_takes_one_tap_and_counts_in_the_second_vote(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "reveal")
    assert THE_SAME not in labels(attend(visit, cohort, people[0]))
    store.rooms.cue(cohort.code, "roles", "second_vote")
    for person in people[:3]:
        app = attend(visit, cohort, person)
        press(app, THE_SAME)
        assert "You've voted again." in told(app)
        assert THE_SAME not in labels(app)
        assert "Updated from another page" not in told(app)
    own = store.answers.own(people[0], "roles")
    assert own
    assert Roles.model_validate_json(own.json).roles == ANSWER.roles
    changed = attend(visit, cohort, people[0])
    changed.button_group[0].set_value("sponsor").run()  # which is still possible
    assert "You've voted again." in told(changed)
    store.rooms.cue(cohort.code, "roles", "reveal")
    both = told(results(visit, cohort, key))
    assert "Second vote: 3 answers" in both, "and not only who changed something"
    assert THE_SAME not in labels(attend(visit, cohort, people[3]))
    responses = store.rooms.responses(cohort, votes.QUESTIONS)
    assert {q.split(".")[0] for q in responses["question"]} == {"roles"}, "it's no question"


def labels(app: Any) -> list[str]:
    return [button.label for button in app.button]


def test_every_step_can_be_voted_on_twice_and_both_votes_stand_side_by_side(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    goals = AGENDA[1]
    for person in people:
        store.answers.save(person, cohort.code, "goals", goals.sample(Random(person)))
    for _ in range(3):
        late = keys.mint_key()
        store.cohorts.join(late, cohort.code)
        store.answers.save(late, cohort.code, "goals", goals.sample(Random(late)))
    store.rooms.cue(cohort.code, "goals", "second_vote")
    anew = Goals(purposes=("skill",) * 3, horizons=("ongoing",) * 3, count=3)
    for person in people:
        store.answers.save(person, cohort.code, "goals", anew)
    shown = told(results(visit, cohort, key))
    assert "First vote: 7 answers" in shown
    assert "Second vote: 4 answers" in shown
    assert "Kept their first vote: 3" in shown


def test_a_link_leads_to_the_second_vote_and_who_only_looks_keeps_the_first(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, _, people = room
    for cue in ("reveal", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people[:3]:
        assert "[Go to the second vote](#questions)" in told(attend(visit, cohort, person).run())
    assert store.rooms.answered_in_vote(cohort, "roles") is None, "too few to be told"


@pytest.mark.usefixtures("patient")
def test_a_second_vote_shows_by_itself_where_too_few_were_in_the_first(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Few at first", 3)
    people = [keys.mint_key() for _ in range(4)]
    for n, person in enumerate(people):
        store.cohorts.join(person, cohort.code)
        if n < 2:
            store.answers.save(person, cohort.code, "roles", ANSWER)
    for cue in ("here", "second_vote"):
        store.rooms.cue(cohort.code, "roles", cue)
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    app = lead(visit, cohort, key)
    assert next_label(app) == "Close voting and show results", "not both: the first stays hidden"
    press(app, next_label(app))
    assert [r.label for r in app.radio if "Both votes" in r.options] == []
    stage = visit("facilitator/stage.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert len(stage.get("plotly_chart")) == 1
    assert "Second vote: 4 answers" in "".join(str(h.proto.body) for h in stage.get("html"))


def test_each_of_two_votes_and_who_moved_can_be_taken_along(
    visit: Visit, store: Store, room: tuple[Cohort, str, list[str]]
) -> None:
    cohort, key, people = room
    store.rooms.cue(cohort.code, "roles", "second_vote")
    for person in people:
        store.answers.save(person, cohort.code, "roles", CHANGED)
    offered = [json.loads(c.proto.json) for c in results(visit, cohort, key).get("bidi_component")]
    tables = {o["csv"].rpartition("/")[2]: o["below"][-1] for o in offered if "csv" in o}
    assert "First vote: 4 answers" in tables["votes.csv?vote=first"]
    assert "Second vote: 4 answers" in tables["votes.csv?vote=second"]
    assert "Who moved: 4 people voted twice" in tables["moves.csv?vote=moves"]
