"""A facilitator who wants to know what one person answered: every route, filter and vote.

They know who is in the room and what some said aloud, and subtract what they read from what they
read. What they read twice while nobody answers must never differ by fewer people than the minimum.
"""

import csv
import io
import json
from itertools import combinations
from typing import Any

import httpx
import pytest

from pages.http.among import choices
from tests.http.conftest import Room, line, sheets

MINIMUM = 5
Figures = dict[str, Any]


def fill(room: Room, people: int) -> None:
    """Let people answer everything, by paper."""
    assert room.add(sheets(people)).status_code == 201


def read(room: Room, exercise: str) -> dict[str, Figures]:
    """Return every figure of an exercise that the routes tell, by how one asked."""
    asked = {"everyone": room.get(f"summary/{exercise}").json()}
    for group in choices("en"):
        asked[".".join(group)] = room.get(f"summary/{exercise}?among={'.'.join(group)}").json()
    return {how: told for how, told in asked.items() if not told["suppressed"]}


def members(room: Room, exercise: str) -> dict[str, frozenset[str]]:
    """Return who is in which group, as somebody knows who looks into every answer."""
    found: dict[str, set[str]] = {}
    for row in csv.DictReader(io.StringIO(room.get("responses.csv").text)):
        values = groups_of(row["exercise"], json.loads(row["answer"]))
        if row["exercise"] == exercise:
            values.append("everyone")
        for name in values:
            found.setdefault(name, set()).add(row["attendee"])
    return {name: frozenset(people) for name, people in found.items()}


def groups_of(exercise: str, answer: dict[str, Any]) -> list[str]:
    """Return the groups that an answer puts somebody into."""
    if exercise == "goals":
        return [f"goals.purpose.{purpose}" for purpose in answer["purposes"]]
    if exercise == "mentor_criteria":
        return [f"mentor_criteria.first.{first}" for first in answer["ranking"][:1]]
    if exercise == "find_mentors":
        tried = [route for route, state in answer["routes"].items() if state == "tried"]
        return [f"find_mentors.tried.{route}" for route in tried]
    return []


@pytest.mark.parametrize("people", [4, 5, 6, 9, 14])
def test_no_two_figures_differ_by_few_enough_to_name_anybody(
    client: httpx.Client, people: int
) -> None:
    room = Room(client, min_group=MINIMUM)
    fill(room, people)
    for exercise in ("roles", "goals", "closing"):
        told = read(room, exercise)
        if people < MINIMUM:
            assert told == {}, "not even everyone"
            continue
        who = members(room, exercise)
        groups = {how: who[how] & who["everyone"] for how in told}
        for how, figures in told.items():
            assert figures["n"] == len(groups[how]) >= MINIMUM
        for one, other in combinations(groups.values(), 2):
            if one < other or other < one:
                assert len(one ^ other) >= MINIMUM


def test_a_group_of_one_is_told_by_nothing_that_is_left(client: httpx.Client) -> None:
    room = Room(client, min_group=MINIMUM)
    # Eleven who want to learn a skill, one of whom, the twelfth, wants a network.
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
