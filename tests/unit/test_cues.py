"""A room's state after its facilitators' button presses, and which answers then count."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from data import Store, keys
from data.cohorts import Cohort
from data.cues import Given
from data.rooms import Rooms, RoomSummary
from data.states import state_after
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
    """The state of one exercise after these cues, one second apart."""
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


@pytest.mark.parametrize("ends", ["lock", "reveal", "second_vote", "close"])
def test_a_timer_ends_with_the_voting_and_one_that_is_set_later_runs_on(ends: str) -> None:
    assert after("timer:90", ends).timer_ends is None
    assert after("timer:90", "lock", "timer:60", "reveal").timer_ends == NOON + timedelta(
        seconds=60
    )
    assert after("timer:90", "close", "reopen").timer_ends == NOON + timedelta(seconds=90)


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
    answer(store, cohort, attendee_of(store, cohort), "connection")  # voted only once, and late
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
    restarted = Rooms(store._database, store.changes, store.cohorts)
    assert restarted.state(cohort.code) == known
    assert known.of(SLUG).locked


def test_a_renamed_cohort_has_its_new_title_everywhere(store: Store, cohort: Cohort) -> None:
    store.cohorts.rename(cohort.code, "Summer")
    found = store.cohorts.find(cohort.code)
    assert found is not None
    assert found.title == "Summer"


@pytest.mark.parametrize("seed", range(6))
def test_votes_count_as_a_plain_count_does_on_random_presses_and_answers(
    store: Store, cohort: Cohort, seed: int
) -> None:
    rng = random.Random(seed)
    people = [attendee_of(store, cohort) for _ in range(9)]
    said = dict.fromkeys(people[:4], "commitment")
    for key in said:
        answer(store, cohort, key, said[key])
    began, newcomers = dict[str, str](), set[str]()  # since the second vote started
    first, second = dict[str, str](), dict[str, str]()  # what the results count, permanently
    first_voters = set[str]()
    closed = voting_again = False
    for _ in range(160):
        press = rng.choice(["answer"] * 8 + ["lock", "open", "second_vote"])
        if press == "answer":
            key, quality = rng.choice(people), rng.choice(CRITERIA)
            answer(store, cohort, key, quality)
            if voting_again and key not in first_voters:
                newcomers.add(key)
            said[key] = quality
            continue
        store.rooms.cue(cohort.code, SLUG, press)  # type: ignore[arg-type]
        if press == "second_vote" and voting_again:
            continue
        if press != "open" and not closed:
            first_voters = first_voters if voting_again else set(said)
            counted = second if voting_again else first
            again = {k for k in first_voters if said[k] != began.get(k, said[k])}
            for those in (again, newcomers) if voting_again else (set(said),):
                new = {key: said[key] for key in those if key not in counted}
                counted.update(new if len(new) >= 3 else {})
        if press == "second_vote":
            voting_again, began = True, dict(said)
        closed = press == "lock"
    state = store.rooms.state(cohort.code).of(SLUG)
    assert state.second
    if not second and not closed:
        again = {k for k in first_voters if said[k] != began.get(k, said[k])}
        second = {k: said[k] for some in (again, newcomers) if len(some) >= 3 for k in some}
    for vote, expected in ((state.first, first), (state.second, second)):
        chosen = store.rooms.summary(cohort, SLUG, FIRST_CHOICES, vote).parts.get("chosen", [])
        assert sorted(chosen) == sorted(expected.values())


def test_reopening_tells_no_late_answer_until_there_are_enough(
    store: Store, cohort: Cohort
) -> None:
    """Regression: ten answers were read, one came late, and the difference was the eleventh."""
    people = [attendee_of(store, cohort) for _ in range(5)]
    for key in people:
        answer(store, cohort, key, "commitment")
    store.rooms.cue(cohort.code, SLUG, "reveal")
    read = store.rooms.summary(cohort, SLUG, FIRST_CHOICES)
    late = [attendee_of(store, cohort) for _ in range(3)]
    for n, key in enumerate(late, start=1):
        store.rooms.cue(cohort.code, SLUG, "open")
        answer(store, cohort, key, "connection")
        answer(store, cohort, people[0], "connection")  # already in the results
        assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES) == read, "while voting goes on"
        assert len(store.rooms.left_out(cohort, SLUG, QUESTIONS)) == n + 1
        store.rooms.cue(cohort.code, SLUG, "lock")
        if n < len(late):
            assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES) == read
    now = store.rooms.summary(cohort, SLUG, FIRST_CHOICES, questions=QUESTIONS)
    assert (now.n, now.parts) == (8, {"chosen": ["commitment"] * 5 + ["connection"] * 3})
    assert store.rooms.left_out(cohort, SLUG, QUESTIONS) == {keys.fingerprint(people[0])}
    exported = store.rooms.responses(cohort, {SLUG: QUESTIONS})
    assert len(exported) == 8


@pytest.mark.parametrize("back", [("reveal", "undo"), ("close", "reopen")])
def test_what_could_be_read_for_a_moment_stays_as_it_was(
    store: Store, cohort: Cohort, back: tuple[str, str]
) -> None:
    for _ in range(4):
        answer(store, cohort, attendee_of(store, cohort), "commitment")
    of = "" if back[0] == "close" else SLUG
    store.rooms.cue(cohort.code, of, back[0])  # type: ignore[arg-type]
    last = store.rooms.state(cohort.code).last
    store.rooms.cue(cohort.code, "", back[1], str(last.seq) if last else "")  # type: ignore[arg-type]
    assert not store.rooms.state(cohort.code).of(SLUG).locked
    answer(store, cohort, attendee_of(store, cohort), "connection")
    store.rooms.cue(cohort.code, SLUG, "reveal")
    assert store.rooms.summary(cohort, SLUG, FIRST_CHOICES).n == 4


def test_who_saves_private_words_in_a_second_vote_has_not_voted_again(
    store: Store, cohort: Cohort
) -> None:
    early = voted_twice(store, cohort, again=3, of=9)
    for key in early[3:]:
        answer(store, cohort, key, "commitment")  # unchanged, as when only private words change
    second = second_of(store, cohort)
    assert (second.n, second.kept) == (3, 6)
    moves = store.rooms.moves(cohort, SLUG, MOVED)
    assert moves
    assert (moves.n, moves.kept) == (3, 6)


def test_an_answer_between_two_votes_is_in_neither(store: Store, cohort: Cohort) -> None:
    early = [attendee_of(store, cohort) for _ in range(6)]
    for key in early:
        answer(store, cohort, key, "commitment")
    store.rooms.cue(cohort.code, SLUG, "lock")
    new = attendee_of(store, cohort)
    for key in (*early[:4], new):
        answer(store, cohort, key, "connection")
    store.rooms.cue(cohort.code, SLUG, "second_vote")
    store.rooms.cue(cohort.code, SLUG, "lock")
    assert second_of(store, cohort).suppressed
    assert store.rooms.left_out(cohort, SLUG, QUESTIONS) == {keys.fingerprint(new)}


@pytest.mark.parametrize(("newcomers", "told"), [(2, 4), (3, 7)])
def test_who_votes_for_the_first_time_in_a_second_vote_is_in_it_with_enough_others(
    store: Store, cohort: Cohort, newcomers: int, told: int
) -> None:
    voted_twice(store, cohort, again=4, of=8)
    new = [attendee_of(store, cohort) for _ in range(newcomers)]
    for key in new:
        answer(store, cohort, key, "availability")
    second = store.rooms.summary(cohort, SLUG, FIRST_CHOICES, questions=QUESTIONS)
    assert (second.n, second.kept) == (told, 4)
    assert second.parts["chosen"].count("availability") == told - 4
    left_out = store.rooms.left_out(cohort, SLUG, QUESTIONS)
    assert left_out == ({keys.fingerprint(key) for key in new} if told == 4 else set())
