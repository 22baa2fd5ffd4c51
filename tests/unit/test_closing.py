"""The close: valid answers, what plan and calendar keep, what a room's results say."""

import json
from collections.abc import Sequence
from datetime import date
from random import Random
from statistics import mean
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.closing import EXERCISE, WORDING
from exercises.closing.answer import ITEMS, Closing, Item, sample
from exercises.closing.start import Planned, offered
from exercises.find_mentors.answer import FindMentors, Person
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.merging import merged
from exercises.nurture.answer import Nurture

CONTENT = WORDING.in_("en")
DAY = date(2026, 12, 1)


def summary_of(room: list[Closing], least: int = 1) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE minimum AS SELECT ? AS least", [least])
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        for i, answer in enumerate(room):
            connection.execute(
                "INSERT INTO latest VALUES (?, ?)", [str(i), halves.split(answer)[0]]
            )
        found = connection.execute(EXERCISE.summary_sql)
        names = [column[0] for column in found.description]
        (parts,) = found.fetchall()
    return dict(zip(names, parts, strict=True)) | {"n": len(room)}


def headlines(room: list[Closing]) -> dict[str, str]:
    pictures = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    return {picture.slug: picture.headline for picture in pictures}


@pytest.mark.parametrize(
    "wrong",
    [
        {"now": {"goals": 0}},
        {"now": {"goals": 6}},
        {"now": {"goals": True}},
        {"now": {"goals": 2.5}},
        {"before": {"happiness": 3}},
        {"recommend": 11},
        {"recommend": -1},
        {"recommend": "9"},
        {"commitment": "x" * 301},
        {"commitment": "zero\x00byte"},
        {"by": "soon"},
        {"has_date": 1},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Closing.model_validate(wrong)


def test_what_one_will_do_and_when_is_private_and_only_that_there_is_something_is_shared() -> None:
    answer = Closing(now={"goals": 4}, recommend=9, commitment="Write to Asha", by=DAY)
    shared, private = halves.split(answer)
    assert json.loads(shared) == {
        "now": {"goals": 4},
        "before": {},
        "recommend": 9,
        "has_commitment": True,
        "has_date": True,
    }
    assert Closing.model_validate_json(halves.joined(shared, private)) == answer


def test_no_client_can_claim_a_commitment_that_is_not_there() -> None:
    lied = Closing.model_validate(
        {"commitment": "Write", "has_commitment": False, "has_date": True}
    )
    assert (lied.has_commitment, lied.has_date) == (True, False)
    cleared = Closing.model_validate({**lied.model_dump(), "commitment": "  "})
    assert not cleared.has_commitment
    form = Closing.model_validate_json('{"has_commitment": true}')
    assert form.has_commitment, "a form that was typed in keeps what it says"


def test_two_open_pages_agree_on_whether_there_is_a_commitment() -> None:
    base = Closing(commitment="Write", by=DAY)
    both = merged(base, Closing(by=DAY), Closing(commitment="Write"))
    assert both == Closing(written=True)


@pytest.mark.parametrize("n", [0, 1, 60])
def test_the_summary_agrees_with_a_naive_count(n: int) -> None:
    rng = Random(n)
    room = [thinned(sample(rng), rng) for _ in range(n)]
    summary = summary_of(room)
    assert [row["item"] for row in summary["rows"]] == list(ITEMS)
    for row in summary["rows"]:
        item = row["item"]
        pairs = [(a.before[item], a.now[item]) for a in room if item in a.before and item in a.now]
        assert (row["n"], row["n_missing"]) == (len(pairs), n - len(pairs))
        for which, name in enumerate(("before", "now")):
            given = [pair[which] for pair in pairs]
            assert row[f"{name}_mean"] == (pytest.approx(mean(given)) if given else None)
            assert row[f"{name}_counts"] == [given.count(rating) for rating in range(1, 6)]
    said = [a.recommend for a in room if a.recommend is not None]
    recommend = summary["recommend"]
    assert recommend["n"] == len(said)
    assert recommend["mean"] == (pytest.approx(mean(said)) if said else None)
    assert [row["n"] for row in recommend["scores"]] == [said.count(s) for s in range(11)]
    committed = [a for a in room if a.has_commitment]
    dated = [a for a in committed if a.has_date]
    assert summary["commitments"] == {
        "n": len(committed),
        "share": len(committed) / n if n else None,
        "n_dated": len(dated),
        "dated_share": len(dated) / n if n else None,
    }


def test_the_scores_have_their_ends_in_words() -> None:
    summary = summary_of([Closing(recommend=score) for score in (3, 9, 9)])
    pictures = EXERCISE.pictures(summary, EXERCISE.content(), "light")
    (scores,) = [p.table for p in pictures if p.slug == "recommend"]
    assert scores.iloc[[0, -1], 0].tolist() == ["10: definitely", "0: not at all"]


def thinned(answer: Closing, rng: Random) -> Closing:
    """The answer with gaps, as if someone had stopped halfway."""
    given = answer.model_dump()
    for name in ("now", "before"):
        given[name] = {item: r for item, r in given[name].items() if rng.random() < 0.8}
    return Closing.model_validate(given | ({"recommend": None} if rng.random() < 0.2 else {}))


def test_a_date_without_a_commitment_counts_as_none() -> None:
    assert summary_of([Closing(by=DAY)])["commitments"]["n_dated"] == 0


def test_the_headlines_say_what_moved_most_and_that_it_is_self_reported() -> None:
    room = [
        Closing(now={"goals": 4, "pitch": 5}, before={"goals": 3, "pitch": 2}, recommend=9),
        Closing(now={"goals": 4, "pitch": 4}, before={"pitch": 1}, commitment="Write", by=DAY),
    ]
    assert headlines(room) == {
        "shift": "Self-reported: the biggest move is in “Ready to ask”, from 1.5 to 4.5 of 5.",
        "recommend": "Likely to recommend it: 9.0 of 10 on average (1 answered).",
        "commitments": "With a next step: 1. With a date for it: 1.",
    }
    level = [Closing(now={"goals": 3}, before={"goals": 3})]
    assert headlines(level)["shift"] == CONTENT.pictures.no_shift
    assert headlines([Closing()]) == {"commitments": CONTENT.pictures.no_commitments}


def test_the_picture_of_the_shift_tells_before_from_now_and_how_many_gave_both() -> None:
    room = [
        Closing(now={"goals": 2, "pitch": 5}, before={"goals": 4, "pitch": 2}),
        Closing(now={"goals": 2}, before={"goals": 4}),
        Closing(),
    ]
    shift, *_ = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    assert "Self-reported" in shift.figure.layout.title.text
    assert "1 to 2. Missing: 1 to 2." in shift.figure.layout.title.text.replace("<br>", " ")
    line, before, now = shift.figure.data
    assert list(before.x) == [4, 2]
    assert list(now.x) == [2, 5]
    assert before.marker.color != now.marker.color, "a ring and a disc, also in grey"
    assert list(before.textposition) == ["middle right", "middle left"], "outside of the line"
    assert list(now.textposition) == ["middle left", "middle right"]
    assert list(line.x) == [4, 2, None, 2, 5, None]
    (ready,) = [row for row in shift.table.to_dict("records") if "Ready to ask" in row.values()]
    assert [ready[name] for name in ("Rated both", "Missing", "Now: 5")] == [1, 2, 1]


def test_plan_and_calendar_have_the_commitment() -> None:
    answer = Closing(now={"goals": 4}, before={"goals": 2}, commitment="Write", by=DAY)
    told = repr(EXERCISE.plan(answer, CONTENT))
    assert "Write" in told
    assert "By 1 Dec 2026" in told
    assert repr(("I can say in one sentence what I want from a mentor.", "2", "4")) in told
    (day,) = EXERCISE.dates(answer, CONTENT)
    assert (day.on, day.title) == (DAY, "Write")
    assert EXERCISE.dates(Closing(commitment="Write"), CONTENT) == ()


def test_what_fewer_than_the_minimum_said_is_said_by_nobody() -> None:
    three = [Closing(now={"goals": 4}, before={"goals": 2}) for _ in range(3)]
    two = [Closing(now={"pitch": 5}, before={"pitch": 1}, recommend=9) for _ in range(2)]
    summary = summary_of(three + two, least=3)
    told = {row["item"]: (row["n"], row["now_mean"]) for row in summary["rows"]}
    assert told["goals"] == (3, 4)
    assert told["pitch"] == (0, None)
    assert (summary["recommend"]["n"], summary["recommend"]["mean"]) == (0, None)
    assert [score["n"] for score in summary["recommend"]["scores"]] == [0] * 11


def test_a_statement_that_too_few_rated_is_not_said_to_have_stayed_and_the_note_says_so() -> None:
    def told(rated: Sequence[Item]) -> tuple[str, set[bool]]:
        room = [Closing(now=dict.fromkeys(rated, 3), before=dict.fromkeys(rated, 3))]
        summary = summary_of(room)
        assert EXERCISE.before_and_now
        shift, *_ = EXERCISE.pictures(summary, CONTENT, "light")
        both = [shift, *EXERCISE.before_and_now(summary, CONTENT, "light")]
        notes = [str(p.figure.layout.title.text).replace("<br>", " ") for p in both]
        return shift.headline, {"too few people rated aren't shown." in note for note in notes}

    headline = "Self-reported: on average, no statement shown here has gone up."
    assert told(ITEMS[:1]) == (headline, {True})
    assert told(ITEMS) == (headline, {False})


def test_before_and_now_are_two_pictures_of_the_same_people() -> None:
    room = [Closing(now={"goals": 4}, before={"goals": 2}) for _ in range(3)]
    assert EXERCISE.before_and_now
    before, now = EXERCISE.before_and_now(summary_of(room), CONTENT, "light")
    assert before.headline == "Before today: 2.0 of 5 on average."
    assert now.headline == "Now: 4.0 of 5 on average."
    assert before.table.iloc[:, 0].tolist() == now.table.iloc[:, 0].tolist()
    assert EXERCISE.before_and_now(summary_of([]), CONTENT, "light") == []


def test_what_is_planned_with_someone_who_is_ruled_out_is_offered_all_the_same() -> None:
    people = FindMentors(people=(Person(id="0000000a", name="Cy", action="Write to Cy", by=DAY),))
    candidate = Candidate(id="0000000b", name="Cy", scores={"reciprocation": 1})
    criteria = MentorCriteria(deal_breakers=("reciprocation",), candidates=(candidate,))
    given = {"find_mentors": people, "mentor_criteria": criteria}
    assert offered("", given, CONTENT) == (Planned("Write to Cy", DAY),)


def test_what_is_planned_is_offered_in_the_words_that_plan_and_calendar_have() -> None:
    people = FindMentors(people=(Person(id="0000000a", name="Asha", by=DAY),))
    given = {"find_mentors": people, "nurture": Nurture(first_meeting=DAY)}
    planned = (Planned("Asha ansprechen", DAY), Planned("Erstes Mentoring-Treffen", DAY))
    german = WORDING.in_("de")
    assert offered("", given, german) == planned
    assert offered("Asha ansprechen", given, german) == planned, "one can still choose another"
    assert offered("Write", given, german) == ()
