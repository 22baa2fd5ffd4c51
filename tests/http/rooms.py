"""Random rooms, and a plain count of what may be read of them.

People leave out exercises and questions, some leave early, some vote again, and some answer after
voting has closed. Only the test knows what each of them said.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple

import duckdb

from data import Store, halves, keys
from data.groups import Among, Asked, Group, People
from exercises import AGENDA, Exercise
from exercises.closing.answer import ITEMS
from exercises.myths.answer import QUIZ as MYTHS
from exercises.roles.answer import QUIZ as ROLES

__all__ = ["MYTHS", "ROLES"]

Shared = dict[str, Any]
Votes = dict[str, dict[str, Shared]]  # by exercise and by person

LEAST = 5


@dataclass
class Room:
    """A room, its facilitator's key, and what everyone said while voting was open."""

    code: str
    key: str
    first: Votes = field(default_factory=lambda: defaultdict(dict))
    again: Votes = field(default_factory=lambda: defaultdict(dict))
    two_votes: frozenset[str] = frozenset()
    # If voting was reopened, what the results counted when it first closed.
    earlier: Votes = field(default_factory=dict)

    def voted_again(self, exercise: str) -> dict[str, Shared]:
        """Return the second votes of people who voted before and changed something."""
        before, again = self.first[exercise], self.again[exercise]
        return {p: said for p, said in again.items() if p in before and said != before[p]}

    def second(self, exercise: str) -> dict[str, Shared]:
        """Return what a second vote counts: everyone's, if too few voted before."""
        before, again = self.first[exercise], self.again[exercise]
        if len(before) < LEAST:
            return {**before, **again}
        new = {person: said for person, said in again.items() if person not in before}
        if not new:
            return self.voted_again(exercise)
        return joined(_named(exercise), self.voted_again(exercise), new)

    def shown(self, exercise: str) -> dict[str, Shared]:
        """Return the answers of the latest vote in which enough people took part."""
        if exercise in self.two_votes and len(self.second(exercise)) >= LEAST:
            return self.second(exercise)
        return self.first[exercise]

    @property
    def in_no_group(self) -> frozenset[str]:
        """The exercises with two votes, or with voting reopened."""
        return self.two_votes | frozenset(self.earlier)

    def answered(self) -> dict[Asked, dict[str, str]]:
        """Return the answers to the questions that groups may be shown for."""
        who: dict[Asked, dict[str, str]] = defaultdict(dict)
        for exercise, people in self.first.items():
            for person, said in people.items():
                for question, told in questions(exercise, said).items():
                    if exercise not in self.in_no_group:
                        who[exercise, question][person] = json.dumps(told, sort_keys=True)
        return who

    def groups(self) -> dict[Among, Group]:
        """Return the groups that can be requested, in the order in which they're checked."""
        found: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for exercise in ("goals", "mentor_criteria", "find_mentors"):
            for person, said in self.first[exercise].items():
                for name, value in _groups(exercise, said):
                    found[exercise, name][value].add(person)
        asks = {"purpose": "purposes", "first": "ranking", "tried": "routes.{}"}
        return {
            Among(exercise, name, value): Group(
                (exercise, asks[name].format(value)), frozenset(values[value])
            )
            for (exercise, name), values in found.items()
            if exercise not in self.in_no_group
            for value in sorted(values, key=lambda value: (-len(values[value]), value))
        }


def _groups(exercise: str, said: Shared) -> list[tuple[str, str]]:
    if exercise == "goals":
        return [("purpose", purpose) for purpose in said["purposes"][:1]]
    if exercise == "mentor_criteria":
        return [("first", quality) for quality in said["ranking"][:1]]
    return [("tried", route) for route, state in said["routes"].items() if state == "tried"]


def questions(exercise: str, said: Shared) -> dict[str, Shared]:
    """Return someone's answers, question by question."""
    if exercise == "closing":
        pairs: dict[str, Shared] = {
            item: {"now": {item: said["now"][item]}, "before": {item: said["before"][item]}}
            for item in ITEMS
            if item in said["now"] and item in said["before"]
        }
        committed = {"commitment": {f: said[f] for f in ("has_commitment", "has_date")}}
        return {
            **pairs,
            **({} if said["recommend"] is None else {"recommend": _only(said, "recommend")}),
            **(committed if said["has_commitment"] else {}),
        }
    if exercise == "pitch":
        text = (
            {"text": {f: said[f] for f in ("parts", "words")}}
            if said["words"] or said["parts"]
            else {}
        )
        return text if said["ask_kind"] is None else {**text, "ask_kind": _only(said, "ask_kind")}
    asked: dict[str, Shared] = {}
    for name, value in said.items():
        if isinstance(value, dict):
            asked |= {f"{name}.{key}": {name: {key: told}} for key, told in value.items()}
        elif value not in (None, []):
            asked[name] = {name: value}
    return asked


def _only(said: Shared, name: str) -> Shared:
    return {name: said[name]}


class _Crowd(NamedTuple):
    """People who answer at random, and leave out some of what they're asked."""

    store: Store
    code: str
    rng: Random
    careless: float
    late: Votes

    def answer(
        self, votes: Mapping[str, dict[str, Shared]], person: str, exercise: Exercise
    ) -> None:
        """Let one of them answer an exercise, and record the answer."""
        sample = json.loads(halves.split(exercise.sample(self.rng))[0])
        said = _with_gaps(sample, self.rng, self.careless)
        answer = exercise.answer.model_validate_json(json.dumps(said))
        self.store.answers.save(person, self.code, exercise.slug, answer)
        votes[exercise.slug][keys.fingerprint(person)] = said


def joined(exercise: Exercise, *batches: Mapping[str, Shared]) -> dict[str, Shared]:
    """Return what the results count after people answered in batches."""
    found: dict[str, dict[str, Shared]] = defaultdict(dict)
    people: dict[str, Shared] = {}
    for batch in batches:
        asked: dict[str, dict[str, Shared]] = defaultdict(dict)
        for person, said in batch.items():
            for question, told in questions(exercise.slug, said).items():
                if person not in found[question]:
                    asked[question][person] = told
        for question, answers in asked.items():
            if len(answers) >= LEAST:
                found[question] |= answers
        new = {person: said for person, said in batch.items() if person not in people}
        people |= new if len(new) >= LEAST else {}
    counted = {*people, *(person for answers in found.values() for person in answers)}
    return {
        person: _merged(exercise, {q: a[person] for q, a in found.items() if person in a}, set())
        for person in sorted(counted)
    }


def filled(store: Store, rng: Random, many: int = 0) -> Room:
    """Create a room and let people answer at random: from 6 to 40 of them, or `many`."""
    cohort, key = store.cohorts.create("Spring", LEAST)
    room = Room(cohort.code, key)
    people = [keys.mint_key() for _ in range(many or rng.randint(LEAST + 1, 40))]
    for person in people:
        store.cohorts.join(person, room.code)
    careless = 0.0 if many else rng.choice([0.0, 0.01, 0.05])
    crowd = _Crowd(store, room.code, rng, careless, defaultdict(dict))
    for person in people:
        until = len(AGENDA) if many or rng.random() < 0.8 else rng.randrange(len(AGENDA))
        for exercise in AGENDA[:until]:
            if rng.random() >= careless:
                crowd.answer(room.first, person, exercise)
    room.two_votes = frozenset({"roles"} if rng.random() < 0.7 else {"roles", "goals", "myths"})
    for slug in room.two_votes if rng.random() < 0.8 else ():
        store.rooms.cue(room.code, slug, "second_vote")
        again = rng.choice([0.05, 0.3, 0.5, 0.9, 1.0])
        late = [keys.mint_key() for _ in range(rng.choice([0, 1, 6]))]
        for person in late:
            store.cohorts.join(person, room.code)
        for person in [p for p in people if rng.random() < again] + late:
            crowd.answer(room.again, person, _named(slug))
    if not any(room.again.values()):
        room.two_votes = frozenset(s for s in room.two_votes if _voted_twice(store, room, s))
    _come_late(crowd, people)
    for slug in {"myths", "nurture"} - room.two_votes if not many else ():
        _open_again(crowd, room, slug, people)
    store.rooms.cue(room.code, "", "close")
    return room


def _open_again(crowd: _Crowd, room: Room, slug: str, people: list[str]) -> None:
    """Reopen voting: a few people are new, and some answer again."""
    room.earlier[slug] = room.first[slug]
    crowd.store.rooms.cue(crowd.code, slug, "open")
    late = [keys.mint_key() for _ in range(crowd.rng.choice([1, 4, 6, 12]))]
    for person in late:
        crowd.store.cohorts.join(person, crowd.code)
    now: Votes = {slug: {}}
    for person in [p for p in people if crowd.rng.random() < 0.2] + late:
        crowd.answer(now, person, _named(slug))
    crowd.store.rooms.cue(crowd.code, slug, "lock")
    exercise = _named(slug)
    room.first[slug] = joined(exercise, room.first[slug], {**crowd.late[slug], **now[slug]})


def _voted_twice(store: Store, room: Room, slug: str) -> bool:
    return store.rooms.state(room.code).of(slug).second is not None


def _come_late(crowd: _Crowd, people: list[str]) -> None:
    """Let some people answer after voting has closed; none of it counts."""
    for exercise in AGENDA:
        crowd.store.rooms.cue(crowd.code, exercise.slug, "lock")
        for person in people:
            if crowd.rng.random() < 0.1:
                crowd.answer(crowd.late, person, exercise)


def _named(slug: str) -> Exercise:
    return next(exercise for exercise in AGENDA if exercise.slug == slug)


def _with_gaps(said: Shared, rng: Random, careless: float) -> Shared:
    """Return the answer with some questions left open."""
    for name, value in list(said.items()):
        if isinstance(value, dict):
            said[name] = {key: told for key, told in value.items() if rng.random() >= careless}
        elif rng.random() < careless:
            said[name] = {list: [], bool: False}.get(type(value))
    if "words" in said:
        said["parts"], said["words"] = (
            (said["parts"], said["words"] or 0) if said["parts"] else ([], 0)
        )
    if "count" in said:
        said["count"] = said["count"] or 0
    return said


def summary_of(
    exercise: Exercise, said: Mapping[str, Shared], only: People | None = None
) -> Shared:
    """Return what summary.sql counts over the questions with enough answers, or `only` these."""
    asked = {person: questions(exercise.slug, answer) for person, answer in said.items()}
    told = [question for answers in asked.values() for question in answers]
    shown = {q for q in told if (told.count(q) >= LEAST if only is None else q in only)}
    rows = [
        (
            person,
            json.dumps(_merged(exercise, {q: answers[q] for q in answers if q in shown}, shown)),
        )
        for person, answers in asked.items()
    ]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        connection.execute("CREATE TABLE minimum AS SELECT ? AS least", [LEAST])
        connection.executemany("INSERT INTO latest VALUES (?, ?)", rows)
        found = connection.execute(exercise.summary_sql)
        names = [column[0] for column in found.description]
        (parts,) = found.fetchall()
    return dict(zip(names, parts, strict=True))


def _merged(exercise: Exercise, answers: Mapping[str, Shared], shown: set[str]) -> Shared:
    """Return an answer with these questions, and blank otherwise."""
    whole: Shared = {}
    for name in (f for f in halves.shared_fields(exercise.answer) if f != "again"):
        default = exercise.answer.model_fields[name].get_default(call_default_factory=True)
        whole[name] = list(default) if isinstance(default, tuple) else default
    if exercise.slug == "pitch" and "text" not in shown:
        whole["words"] = None
    for answer in answers.values():
        for name, value in answer.items():
            old = whole.get(name)
            whole[name] = {**old, **value} if isinstance(old, dict) else value
    return whole
