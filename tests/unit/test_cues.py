"""What a room is in after its facilitators pressed this and that, and which answers then count."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from data import Store
from data.cohorts import Cohort
from data.cues import Given, state_after
from data.rooms import RoomSummary
from data.votes import QUESTIONS
from exercises.mentor_criteria.answer import CRITERIA, MentorCriteria
from tests.people import attendee_of

SLUG = "mentor_criteria"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
FIRST_CHOICES = "SELECT list(shared ->> '$.ranking[0]' ORDER BY shared) AS chosen FROM latest"
MOVED = "SELECT count(*) FILTER (first <> second) AS moved FROM votes"


@pytest.fixture
def cohort(store: Store) -> Cohort:
    return store.cohorts.create("Spring", 3)[0]


def after(*cues: str):  # type: ignore[no-untyped-def]
    """The state of one exercise after these cues, each one second after the other."""
    return state_after(
        Given(n, "" if word in ("close", "reopen") else SLUG, word, value, NOON)
        for n, (word, _, value) in enumerate((c.partition(":") for c in cues), start=1)
    ).of(SLUG)


def answer(store: Store, cohort: Cohort, key: str, first: str) -> None:
    store.answers.save(key, cohort.code, SLUG, MentorCriteria(ranking=(first,)))  # type: ignore[arg-type]


def test_a_room_begins_open_and_shows_nothing() -> None:
    state = after()
    assert not state.locked
    assert not state.shown
    assert state.second is None


def test_a_reveal_ends_the_count_and_hiding_does_not_open_it_again() -> None:
    assert after("reveal").first.until == 1
    assert after("reveal", "hide").first.until == 1
    assert after("reveal", "hide", "open").first.until is None
    assert after("lock", "reveal").first.until == 1, "what came after the lock stays out"


def test_a_second_vote_keeps_the_first_as_it_was_and_hides_it() -> None:
    state = after("reveal", "second_vote")
    assert (state.first.until, state.shown) == (1, False)
    assert state.second is not None
    assert state.second.until is None
    again = after("reveal", "second_vote", "reveal", "second_vote")
    assert again.second is not None
    assert again.second.until == 3, "there is one second vote, and it is over"


def test_a_closed_room_counts_nothing_more_until_it_is_opened_again() -> None:
    assert after("close").first.until == 1
    assert after("close", "open").first.until == 1
    assert after("close", "reopen").first.until is None
    assert after("lock", "close", "reopen").first.until == 1


def test_a_second_vote_that_is_opened_in_a_closed_room_begins_when_the_room_does(
    store: Store, cohort: Cohort
) -> None:
    assert after("close", "second_vote").second is None
    assert after("close", "second_vote", "reopen").second is not None
    store.rooms.cue(cohort.code, "", "close")
    store.rooms.cue(cohort.code, SLUG, "second_vote")
    assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES).suppressed


def test_a_timer_ends_so_many_seconds_after_it_was_set_and_can_be_taken_away() -> None:
    assert after("timer:90").timer_ends == NOON + timedelta(seconds=90)
    assert after("timer:90", "timer:0").timer_ends is None


@pytest.mark.parametrize(
    ("visibility", "shown", "before", "then"),
    [
        ("after_reveal", False, False, False),
        ("after_reveal", True, False, True),
        ("after_own", False, False, True),
        ("always", False, True, True),
        ("never", True, False, False),
    ],
)
def test_attendees_see_the_room_exactly_when_it_was_said(
    visibility: str, shown: bool, before: bool, then: bool
) -> None:
    state = after(f"visible:{visibility}", *(["reveal"] if shown else []))
    assert state.seen_by_attendees(answered=False) is before
    assert state.seen_by_attendees(answered=True) is then


def test_everyone_is_brought_to_the_exercise_that_was_named_last() -> None:
    cues = [Given(n, slug, "here", "", NOON) for n, slug in enumerate(("roles", "goals"), start=1)]
    assert state_after(cues).here == "goals"
    assert state_after([*cues, Given(3, "", "rest", "", NOON)]).here == ""


def test_what_comes_after_the_reveal_is_kept_for_its_owner_and_out_of_the_figures(
    store: Store, cohort: Cohort
) -> None:
    people = [attendee_of(store, cohort) for _ in range(4)]
    for key in people[:3]:
        answer(store, cohort, key, "commitment")
    store.rooms.cue(cohort.code, SLUG, "reveal")
    answer(store, cohort, people[3], "connection")
    answer(store, cohort, people[0], "connection")
    shown = store.rooms.summary(cohort, SLUG, FIRST_CHOICES)
    assert (shown.n, shown.parts) == (3, {"chosen": ["commitment"] * 3})
    own = store.answers.own(people[0], SLUG)
    assert own is not None
    assert "connection" in own.json


def voted_twice(store: Store, cohort: Cohort, again: int, of: int) -> list[str]:
    """Let some people vote, and the first few of them vote again; return all of them."""
    people = [attendee_of(store, cohort) for _ in range(of)]
    for key in people:
        answer(store, cohort, key, "commitment")
    store.rooms.cue(cohort.code, SLUG, "second_vote")
    for key in people[:again]:
        answer(store, cohort, key, "connection")
    return people


def second_of(store: Store, cohort: Cohort) -> RoomSummary:
    second = store.rooms.state(cohort.code).of(SLUG).second
    assert second
    return store.rooms.summary(cohort, SLUG, FIRST_CHOICES, second)


@pytest.mark.parametrize("again", [1, 2])
def test_a_second_vote_of_few_shows_nowhere_and_not_even_how_many_they_are(
    store: Store, cohort: Cohort, again: int
) -> None:
    voted_twice(store, cohort, again, of=10)
    hidden = second_of(store, cohort)
    assert (hidden.suppressed, hidden.n, hidden.kept, hidden.parts) == (True, 0, None, {})
    moves = store.rooms.moves(cohort, SLUG, MOVED)
    assert moves
    assert (moves.suppressed, moves.n, moves.kept, moves.parts) == (True, 0, None, {})
    assert store.rooms.answered_in_vote(cohort, SLUG) is None
    shown = store.rooms.summary(cohort, SLUG, FIRST_CHOICES)
    assert shown.parts == {"chosen": ["commitment"] * 10}, "the first vote, until then"
    exported = store.rooms.responses(cohort, {SLUG: QUESTIONS})
    assert "connection" not in "".join(exported["answer"])


def test_a_second_vote_counts_those_who_voted_again_and_names_who_kept_theirs(
    store: Store, cohort: Cohort
) -> None:
    assert store.rooms.moves(cohort, SLUG, MOVED) is None
    voted_twice(store, cohort, again=4, of=10)
    answer(store, cohort, attendee_of(store, cohort), "connection")  # who voted once, and late
    second = second_of(store, cohort)
    assert (second.n, second.kept, second.parts) == (4, 6, {"chosen": ["connection"] * 4})
    assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES) == second
    first = store.rooms.state(cohort.code).of(SLUG).first
    assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES, first).n == 10
    moves = store.rooms.moves(cohort, SLUG, MOVED)
    assert moves
    assert (moves.n, moves.kept, moves.parts) == (4, 6, {"moved": 4}), "one figure for one thing"
    assert store.rooms.answered_in_vote(cohort, SLUG) == 4


@pytest.mark.parametrize(("kept", "told"), [(0, 0), (1, None), (2, None), (3, 3)])
def test_who_moved_does_not_tell_what_the_few_who_did_not_vote_again_had_voted(
    store: Store, cohort: Cohort, kept: int, told: int | None
) -> None:
    voted_twice(store, cohort, again=5, of=5 + kept)
    assert second_of(store, cohort).kept == told
    moves = store.rooms.moves(cohort, SLUG, MOVED)
    assert moves
    assert moves.suppressed is (told is None)


def test_where_too_few_voted_first_there_is_one_vote_and_it_counts_everyone(
    store: Store, cohort: Cohort
) -> None:
    early = voted_twice(store, cohort, again=0, of=2)
    for key in (early[0], *(attendee_of(store, cohort) for _ in range(3))):
        answer(store, cohort, key, "connection")
    told = store.rooms.summary(cohort, SLUG, FIRST_CHOICES)
    assert told.parts == {"chosen": ["commitment"] + ["connection"] * 4}
    assert told.kept is None
    moves = store.rooms.moves(cohort, SLUG, MOVED)
    assert moves
    assert moves.suppressed


def test_a_second_screen_and_a_restart_come_to_the_same_state(store: Store, cohort: Cohort) -> None:
    for cue in ("reveal", "second_vote", "lock"):
        store.rooms.cue(cohort.code, SLUG, cue)
    store.rooms.cue(cohort.code, SLUG, "timer", "60")
    known = store.rooms.state(cohort.code)
    store.rooms._states.clear()
    assert store.rooms.state(cohort.code) == known
    assert known.of(SLUG).locked


def test_a_renamed_cohort_has_its_new_title_everywhere(store: Store, cohort: Cohort) -> None:
    store.cohorts.rename(cohort.code, "Summer")
    found = store.cohorts.find(cohort.code)
    assert found is not None
    assert found.title == "Summer"


def test_votes_count_as_a_plain_count_does_on_random_presses_and_answers(
    store: Store, cohort: Cohort
) -> None:
    rng = random.Random(3)
    people = [attendee_of(store, cohort) for _ in range(6)]
    counting, then_first = dict[str, tuple[str, int]](), None
    then_second: dict[str, tuple[str, int]] = {}
    now = dict[str, tuple[str, int]]()  # what each said, and in which vote
    for key in people:
        answer(store, cohort, key, "commitment")
        now[key] = ("commitment", 1)
    closed = False
    for _ in range(120):
        press = rng.choice(["answer"] * 8 + ["lock", "open", "second_vote"])
        if press == "answer":
            key, quality = rng.choice(people), rng.choice(CRITERIA)
            answer(store, cohort, key, quality)
            now[key] = (quality, 1 if then_first is None else 2)
        else:
            store.rooms.cue(cohort.code, SLUG, press)  # type: ignore[arg-type]
            if press == "second_vote" and then_first is None:
                then_first, closed = dict(counting if closed else now), False
            elif press in ("lock", "open"):
                closed = press == "lock" if not closed or press == "open" else closed
        if not closed:
            counting = dict(now)
        if then_first is not None:
            then_second = {key: said for key, said in counting.items() if said[1] == 2}
    state = store.rooms.state(cohort.code).of(SLUG)
    for vote, expected in ((state.first, then_first), (state.second, then_second)):
        chosen = store.rooms.summary(cohort, SLUG, FIRST_CHOICES, vote).parts["chosen"]
        assert sorted(chosen) == sorted(said for said, _ in (expected or {}).values())
