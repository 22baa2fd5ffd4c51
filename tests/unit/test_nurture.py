"""Step 6: valid answers, what the agenda starts with, what results and plan say."""

import json
from datetime import date
from random import Random
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.formats import day
from exercises.goals.answer import Goal, Goals
from exercises.nurture import EXERCISE, WORDING
from exercises.nurture.answer import CADENCES, CLAUSES, LENGTHS, Item, Length, Nurture, sample
from exercises.nurture.report import minutes_left, report
from exercises.nurture.start import asked_length, fitted, offered
from exercises.pitch.answer import Pitch
from exercises.pitch.gaps import gaps_in
from exercises.plan import Paragraph

CONTENT = WORDING.in_("en")


def summary_of(room: list[Nurture]) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        for i, answer in enumerate(room):
            connection.execute(
                "INSERT INTO latest VALUES (?, ?)", [str(i), halves.split(answer)[0]]
            )
        (parts,) = connection.execute(EXERCISE.summary_sql).fetchall()
    return dict(zip(("cadences", "lengths", "clauses"), parts, strict=True)) | {"n": len(room)}


@pytest.mark.parametrize(
    "wrong",
    [
        {"length": 31},
        {"length": True},
        {"cadence": "hourly"},
        {"clauses": ("goals", "goals")},
        {"clause_words": {"goals": "x" * 301}},
        {"clause_words": {"salary": "none"}},
        {"own_question": "zero\x00byte"},
        {"items": tuple(Item(id=f"{n:08x}") for n in range(7))},
        {"items": ({"minutes": -1},)},
        {"items": ({"minutes": 61},)},
        {"first_meeting": "soon"},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Nurture.model_validate(wrong)


def test_only_length_rhythm_and_clauses_are_shared() -> None:
    answer = Nurture(
        length=30,
        first_meeting=date(2026, 12, 1),
        clauses=("goals",),
        clause_words={"goals": "Lead"},
    )
    shared, private = halves.split(answer)
    assert json.loads(shared) == {"length": 30, "cadence": None, "clauses": ["goals"]}
    assert Nurture.model_validate_json(halves.joined(shared, private)) == answer


TYPED = ("Lead a team that has grew.", "Learn Rust; teach it", "  Meet\nten people ", "")


def with_goals(n: int, ask: str = "", kind: Any = None) -> dict[str, Any]:
    goals = tuple(Goal(id=f"{i:08x}", sentence=TYPED[i]) for i in range(n))
    return {"goals": Goals(goals=goals), "pitch": Pitch(ask=ask, ask_kind=kind)}


@pytest.mark.parametrize("goals", [0, 1, 2, 3])
@pytest.mark.parametrize("length", LENGTHS)
def test_the_agenda_that_is_offered_adds_up(length: Length, goals: int) -> None:
    empty, given = Nurture(length=length), with_goals(goals)
    assert minutes_left(empty) == length
    full = Nurture(length=length, items=offered(empty, given, CONTENT))
    assert minutes_left(full) == 0
    assert all(item.minutes for item in full.items)
    assert offered(full, given, CONTENT) == (), "typed text is never overwritten"


def test_the_agenda_has_the_length_that_was_asked_for() -> None:
    given = with_goals(1, "Could we talk for 20 minutes next week? I'm 45 and 15% curious.")
    assert asked_length(given, CONTENT) == 20
    assert sum(item.minutes for item in offered(Nurture(), given, CONTENT)) == 20
    assert sum(item.minutes for item in offered(Nurture(length=45), given, CONTENT)) == 45
    assert asked_length(with_goals(0, "one 30-minute call a month?"), CONTENT) == 30
    assert asked_length(with_goals(0, "25 minutes by June 30?"), CONTENT) is None


def test_each_goal_is_a_point_as_it_was_typed_and_the_ask_is_none() -> None:
    ask = "Could we talk for 20 minutes next week?"
    topics = [item.topic for item in offered(Nurture(), with_goals(3, ask), CONTENT)]
    assert topics[2:5] == ["Lead a team that has grew.", "Learn Rust; teach it", "Meet ten people"]
    assert not [topic for topic in topics if "talk for" in topic or ".;" in topic]
    after_feedback = offered(Nurture(), with_goals(1, ask, "feedback"), CONTENT)
    assert "Your feedback on what I sent you" in {item.topic for item in after_feedback}


def test_a_goal_that_came_later_is_offered_and_one_that_is_on_an_old_agenda_is_not() -> None:
    old = Item(id="0000000a", topic="My goals: Lead a team that has grew.; and more", minutes=10)
    later = offered(Nurture(items=(old,)), with_goals(2), CONTENT)
    assert [item.topic for item in later] == ["Learn Rust; teach it"]


@pytest.mark.parametrize("length", LENGTHS)
def test_an_agenda_is_fitted_into_a_length_in_its_proportions(length: Length) -> None:
    given = tuple(Item(id=f"{n:08x}", minutes=n * 10) for n in range(6))
    fit = fitted(given, length)
    assert sum(item.minutes for item in fit) == length
    assert [i.minutes for i in fit] == sorted(i.minutes for i in fit)
    blank = fitted(tuple(Item(id=f"{n:08x}") for n in range(4)), length)
    assert max(i.minutes for i in blank) - min(i.minutes for i in blank) <= 1


@pytest.mark.parametrize("n", [0, 1, 40])
def test_the_summary_agrees_with_a_naive_count(n: int) -> None:
    rng = Random(n)
    room = [sample(rng) if rng.random() < 0.9 else Nurture() for _ in range(n)]
    given = [answer.model_dump() for answer in room]
    summary = summary_of(room)
    for column, name, options in (
        ("cadences", "cadence", CADENCES),
        ("lengths", "length", LENGTHS),
        ("clauses", "clause", CLAUSES),
    ):
        assert {row[name] for row in summary[column]} == set(options)
        for row in summary[column]:
            chosen = [a["clauses"] if name == "clause" else (a[name],) for a in given]
            count = sum(row[name] in some for some in chosen)
            assert (row["n"], row["share"]) == (count, count / n if n else None)


def test_the_headlines_name_what_most_chose_and_ties_as_ties() -> None:
    room = [Nurture(cadence="monthly", clauses=("goals", "rhythm")), Nurture(clauses=())]
    rhythm, clauses = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    assert rhythm.headline == "Most popular rhythm: Once a month (50%)."
    assert clauses.headline == "Top pick to agree on: Goals, Rhythm (50%)."
    nothing = EXERCISE.pictures(summary_of([Nurture()]), CONTENT, "light")
    assert [p.headline for p in nothing] == [
        CONTENT.pictures.no_cadence,
        CONTENT.pictures.no_clause,
    ]


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_follow_up_says_nothing_happened_that_is_still_to_come(language: str) -> None:
    content = WORDING.in_(language)
    told = report(Nurture(), content)
    assert len(gaps_in(told)) == 8, "all that one can only know afterwards, and the two names"
    assert content.starts.welcome not in told
    section = EXERCISE.plan(Nurture(items=(Item(id="0000000a", topic="Hello"),)), content)
    assert section
    follow_up = section.parts[-1]
    assert isinstance(follow_up, Paragraph)
    assert follow_up.text.endswith(told)


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_the_follow_up_has_the_day_and_the_names_that_are_known(language: str) -> None:
    content, on = WORDING.in_(language), date(2026, 12, 1)
    told = report(Nurture(first_meeting=on), content, Pitch(mentor="Asha", signature="Priya"))
    assert "Asha" in told.splitlines()[0]
    assert day(on, language) in told
    assert told.endswith("\n\nPriya")
    assert len(gaps_in(told)) == 5, "what was said and done is still theirs to fill in"
    described = report(Nurture(), content, Pitch(mentor="my old manager"))
    assert content.report.hello_open in described, "no name to greet by"


def test_the_calendar_is_built_from_what_was_given() -> None:
    item = Item(id="0000000a", topic="Design reviews", minutes=10)
    answer = Nurture(items=(item,), cadence="monthly", first_meeting=date(2026, 12, 1))
    (meeting,) = EXERCISE.dates(answer, CONTENT)
    assert (meeting.on, meeting.details) == (date(2026, 12, 1), "Design reviews")
    assert EXERCISE.dates(Nurture(), CONTENT) == ()
