"""A facilitator who wants to know what one person answered: every route, filter, vote and download.

They know who is in the room, who answered what, and what some people said aloud, and combine
everything they read. Proven for random rooms:

- Every figure given out (summaries, groups, tables, the report, downloaded answers) equals a plain
count over a known set of people, question by question, and there are no others.
- For every question in every vote, take the sets of people that its figures cover, including those
covered when voting first closed. No combination of them, with whatever weights, covers fewer people
than the minimum unless it covers nobody. The same holds for the sets over which group sizes are
counted, and for the people who gave one answer, whose number in a group its figures reveal. The
proof is exact, by the ranks of these sets.
"""

import csv
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import closing
from random import Random
from typing import Any

import httpx
import openpyxl
import pandas as pd
import pytest

from data import Store
from data.groups import Asked, People, Released, released
from exercises import AGENDA, Exercise
from exercises.exercise import Picture, telling
from exercises.quiz import COURSES
from pages.http.documents.tables import with_counts
from pages.results import votes
from pages.results.among import choices
from tests.algebra import told_of
from tests.http import rooms
from tests.http.conftest import Room, bearer, line, sheets
from tests.http.rooms import LEAST, Shared, questions, summary_of
from tests.server import Server
from tests.unit.test_quiz import moves_of

NAMED = {exercise.slug: exercise for exercise in AGENDA}

MINIMUM = 5
ROOMS = 4
EN = votes.Look("en")

# A question in a vote, and the sets of people its figures cover.
Sets = dict[tuple[str, Asked], list[People]]


def fill(room: Room, people: int) -> None:
    """Let people answer everything on paper."""
    assert room.add(sheets(people)).status_code == 201


class Reader:
    """The facilitator of a random room, who reads everything the server gives out about it."""

    def __init__(self, client: httpx.Client, room: rooms.Room) -> None:
        self.client, self.room = client, room

    def get(self, path: str) -> httpx.Response:
        path = f"/api/cohorts/{self.room.code}/{path}"
        return self.client.get(path, headers=bearer(self.room.key))

    def figures(self, path: str) -> Shared:
        return dict(self.get(f"summary/{path}").json())


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Reader]]:
    """Random rooms in a store, and a server started on it."""
    server = Server(tmp_path_factory.mktemp("adversary"))
    with closing(Store(str(server.store))) as store:
        made = [rooms.filled(store, Random(seed)) for seed in range(ROOMS)]
        made.append(rooms.filled(store, Random(ROOMS), many=120))
    with server, httpx.Client(base_url=server.url, timeout=60) as client:
        yield [Reader(client, room) for room in made]


def test_no_combination_of_figures_tells_of_few(readers: list[Reader]) -> None:
    seen: Counter[str] = Counter()
    for reader in readers:
        sets: Sets = defaultdict(list)
        _read_everyone(reader, sets)
        _read_groups(reader, sets)
        _read_votes(reader, sets)
        _read_answers(reader, sets)
        for (vote, asked), people in sets.items():
            assert told_of(people, LEAST) is None, (reader.room.code, vote, asked)
            seen[vote] += 1
            seen["parted"] += len(set(people)) > 1
    assert min(seen["first"], seen["second"], seen["parted"]) > 5, "there was something to combine"
    assert seen["groups"] > 5
    assert any(said != r.room.first[e] for r in readers for e, said in r.room.earlier.items())


def _read_everyone(reader: Reader, sets: Sets) -> None:
    """Read every summary and every table of the whole room's results."""
    for exercise in AGENDA:
        said = reader.room.shown(exercise.slug)
        told = reader.figures(exercise.slug)
        assert told["suppressed"] == (len(said) < LEAST)
        if told["suppressed"]:
            assert set(told) <= {"exercise", "n", "min_group", "suppressed", "vote", "kept"}
            continue
        expected = summary_of(exercise, said)
        assert told["n"] == len(said)
        assert _alike({name: told[name] for name in expected}, expected), exercise.slug
        for picture in _drawn(exercise, len(said), expected):
            (_, *rows) = _csv(reader.get(f"summary/{exercise.slug}/{picture.slug}.csv"))
            table = _counted(picture, len(said)).round(4)
            assert rows == [list(map(_cell, row)) for row in table.itertuples(index=False)]
        vote = "second" if said is not reader.room.first[exercise.slug] else "first"
        _note(sets, vote, exercise, said)
        # The results covered these people when voting first closed.
        _note(sets, "first", exercise, reader.room.earlier.get(exercise.slug, {}))


def test_each_vote_is_to_be_had_by_itself_and_none_of_few(readers: list[Reader]) -> None:
    seen: Counter[int] = Counter()
    for reader in readers:
        for slug in reader.room.two_votes:
            exercise, shown = NAMED[slug], reader.room.shown(slug)
            first = reader.room.first[slug]
            for vote, said in (("first", first), ("second", {} if shown is first else shown)):
                expected = summary_of(exercise, said) if len(said) >= LEAST else {}
                for picture in _drawn(exercise, len(said), expected) if expected else ():
                    told = reader.get(f"summary/{slug}/{picture.slug}.csv?vote={vote}")
                    (_, *rows) = _csv(told)
                    table = _counted(picture, len(said)).round(4)
                    assert rows == [list(map(_cell, row)) for row in table.itertuples(index=False)]
                    seen[told.status_code] += 1
                if not expected:
                    told = reader.get(f"summary/{slug}/nothing.csv?vote={vote}")
                    assert told.status_code == 409
                    seen[told.status_code] += 1
            assert reader.get(f"summary/{slug}/votes.csv?vote=third").status_code == 404
    assert seen[200] > 0


def _note(sets: Sets, vote: str, exercise: Exercise, said: dict[str, Shared]) -> None:
    """Record who answered each question that enough people answered: its figures cover them."""
    for question, people in _who(exercise, said).items():
        if len(people) >= LEAST:
            sets[vote, (exercise.slug, question)].append(people)


def _who(exercise: Exercise, said: dict[str, Shared]) -> dict[str, People]:
    who: dict[str, set[str]] = defaultdict(set)
    for person, answer in said.items():
        for question in questions(exercise.slug, answer):
            who[question].add(person)
    return {question: frozenset(people) for question, people in who.items()}


def _read_groups(reader: Reader, sets: Sets) -> None:
    """Read every exercise for every group that can be requested."""
    shown: Released = released(reader.room.answered(), reader.room.groups(), LEAST)
    for group in choices("en"):
        for exercise in AGENDA:
            told = reader.figures(f"{exercise.slug}?among={'.'.join(group)}")
            asked = frozenset(q for of, q in shown.questions if of == exercise.slug)
            people = shown.groups.get(group, frozenset())
            assert told["suppressed"] != bool(people and asked)
            if told["suppressed"]:
                assert (told["n"], set(told) & {"rows", "parts", "recommend"}) == (0, set())
                continue
            said = reader.room.first[exercise.slug]
            expected = summary_of(exercise, {p: said[p] for p in people}, asked)
            assert told["n"] == len(people)
            assert _alike({name: told[name] for name in expected}, expected)
            for question in asked:
                sets["first", (exercise.slug, question)].append(people)
                _note_answers(reader, shown.base, (exercise.slug, question), people, sets)
    for group in shown.groups:
        # A group's size is a figure of the question that splits the room, over the base.
        sets["first", reader.room.groups()[group].asked].append(shown.base)


def _note_answers(reader: Reader, base: People, asked: Asked, group: People, sets: Sets) -> None:
    """Record that a group's figures tell how many people with a given answer are in it."""
    answers = reader.room.answered()[asked]
    for told in {answers[person] for person in base}:
        gave = frozenset(person for person in base if answers[person] == told)
        assert min(len(gave & group), len(gave - group)) >= LEAST
        sets["groups", (asked[0], f"{asked[1]}: {told}")] += [gave, gave & group]


def _read_votes(reader: Reader, sets: Sets) -> None:
    """Read both votes and who moved in the report; the stage and Compare show the same."""
    book = openpyxl.load_workbook(io.BytesIO(reader.get("report.xlsx").content))
    for exercise, sheet in zip(AGENDA, book.worksheets[1:], strict=True):
        lines = [[c for c in row if c is not None] for row in sheet.values]
        expected = _told_in_report(reader.room, exercise, sets)
        found = [row for row in lines if len(row) > 1][1:]  # skip how many answered
        assert _alike(found, expected), exercise.slug


def _told_in_report(room: rooms.Room, exercise: Exercise, sets: Sets) -> list[list[Any]]:
    """Return the report's tables, and record whom their figures cover."""
    slug, before = exercise.slug, room.first[exercise.slug]
    tables = []
    if len(before) >= LEAST:
        _note(sets, "first", exercise, before)
        drawn = _drawn(exercise, len(before), summary_of(exercise, before))
        tables += [_counted(picture, len(before)) for picture in drawn]
    if slug in room.two_votes:
        again = room.second(slug)
        if len(again) >= LEAST:
            _note(sets, "second", exercise, again)
            drawn = _drawn(exercise, len(again), summary_of(exercise, again))
            tables += [_counted(picture, len(again)) for picture in drawn]
        moved = room.voted_again(slug)
        kept = len(before) - len(moved)
        if exercise.moves and len(before) >= LEAST <= len(moved) and (not kept or kept >= LEAST):
            figures = {"n": len(moved), "rows": _moved(room, exercise, sets)}
            drawn = exercise.moves.pictures(figures, exercise.content(), "light")
            tables += [_counted(picture, len(moved)) for picture in telling(drawn)]
    rows: list[list[Any]] = []
    for table in tables:
        rows.append(list(table.columns))
        rows += [[cell for cell in row if not pd.isna(cell)] for row in table.to_numpy().tolist()]
    return rows


def _moved(room: rooms.Room, exercise: Exercise, sets: Sets) -> list[Shared]:
    """Count who moved in each item of a quiz, and record whom the count covers."""
    quiz = {"roles": rooms.ROLES, "myths": rooms.MYTHS}[exercise.slug]
    (field,) = room.first[exercise.slug][next(iter(room.first[exercise.slug]))]
    again = room.voted_again(exercise.slug)
    pairs = [
        (said[field], again[person][field] if person in again else None)
        for person, said in room.first[exercise.slug].items()
    ]
    rows = []
    for item in quiz.items:
        counted = moves_of(quiz, item, pairs, LEAST)
        rows.append({"item": item, **{course: counted[course] for course in COURSES}})
        if counted:
            both = frozenset(
                person
                for person, said in room.first[exercise.slug].items()
                if item in said[field] and item in again.get(person, {}).get(field, {})
            )
            for vote in ("first", "second"):
                sets[vote, (exercise.slug, f"{field}.{item}")].append(both)
    return rows


def _read_answers(reader: Reader, sets: Sets) -> None:
    """Read the download: answers of the shown vote, question by question, and nothing more."""
    del sets  # same people as in the summary, already recorded
    answer = reader.get("responses.csv")
    expected: Counter[tuple[str, ...]] = Counter()
    for exercise in AGENDA:
        said = reader.room.shown(exercise.slug)
        who = _who(exercise, said)
        for given in said.values():
            for question, told in questions(exercise.slug, given).items():
                if len(who[question]) >= LEAST:
                    expected[exercise.slug, question, json.dumps(told, sort_keys=True)] += 1
    header, *rows = _csv(answer)
    assert header == ["attendee", "exercise", "question", "answer"]
    assert len({name for name, *_ in rows}) == len(rows), "a name of its own for every row"
    found = Counter((e, q, json.dumps(json.loads(a), sort_keys=True)) for _, e, q, a in rows)
    assert found == expected


def _drawn(exercise: Exercise, n: int, parts: Shared) -> list[Any]:
    return telling(exercise.pictures({"n": n, **parts}, exercise.content(), "light"))


def _csv(answer: httpx.Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def _counted(picture: Picture, n: int) -> pd.DataFrame:
    """Return a table as exported: each share with its number of people."""
    return with_counts(picture, n, "{name} (n)")


def _cell(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def _alike(one: Any, other: Any) -> bool:
    """Say whether two summaries are equal, within rounding."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, float) or isinstance(other, float):
        return one is not None and other is not None and abs(one - float(other)) < 1e-9
    return bool(one == other)


def test_a_group_of_one_is_told_by_nothing_that_is_left(client: httpx.Client) -> None:
    room = Room(client, min_group=MINIMUM)
    # Eleven people want to learn a skill; the twelfth wants a network.
    lines = [
        line(f"p{n}", "goals", purposes=["skill"], horizons=[], count=1) for n in range(11)
    ] + [line("p11", "goals", purposes=["network"], horizons=[], count=1)]
    lines += [line(f"p{n}", "roles", roles={"first_team": "coach"}) for n in range(12)]
    assert room.add("\n".join(lines)).status_code == 201
    for value in ("skill", "network"):
        told = room.get(f"summary/roles?among=goals.purpose.{value}").json()
        assert told["suppressed"]
        assert set(told) <= {"exercise", "n", "min_group", "suppressed", "synthetic"}
        assert told["n"] == 0, "not even how many they are"


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_no_export_has_an_exercise_of_a_small_group(client: httpx.Client, ending: str) -> None:
    room = Room(client, min_group=MINIMUM)
    fill(room, MINIMUM - 1)
    assert room.get(f"responses.{ending}").status_code == 409


@pytest.mark.parametrize("wrong", ["", "goals", "goals.purpose", "goals.purpose.EVIL", "a.b.c.d"])
def test_a_filter_that_does_not_exist_is_refused_with_a_reason(room: Room, wrong: str) -> None:
    told = room.get(f"summary/roles?among={wrong}")
    assert told.status_code == 400
    assert "goals.purpose.network" in told.json()["error"]


def test_a_charts_figures_come_as_a_table(room: Room) -> None:
    fill(room, 8)
    assert room.get("summary/roles/nothing.csv").status_code == 404
    told = room.get("summary/roles/votes.csv")
    assert told.status_code == 200, told.text
    assert "Coach" in told.text.splitlines()[0]
    assert len(told.text.splitlines()) == 1 + 8, "a line for each of the eight situations"


def test_a_charts_figures_of_a_small_group_are_refused(room: Room) -> None:
    fill(room, 3)
    assert room.get("summary/roles/votes.csv").status_code == 409
    assert room.get("summary/roles/votes.csv?vote=only").status_code == 409
    assert room.get("summary/roles/votes.csv?vote=second").status_code == 404, "there was none"
