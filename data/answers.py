"""Answers: what one person gave, appended, in two halves."""

import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from pydantic import BaseModel

from data import halves, keys
from data.changes import Changes
from data.cohorts import Cohorts
from data.store import Database, utc_now
from data.tally import Tally
from data.votes import STILL_OPEN

# An answer as it is stored: shared, private (sealed), seq, tab.
_Row = tuple[str, bytes, int, str]
# The same in the order of the table's columns.
_Stored = tuple[int, str, str, str, str, bytes, str, datetime]


@dataclass(frozen=True)
class OwnAnswer:
    """An attendee's latest answer in an exercise, both halves as JSON, and which page gave it."""

    json: str
    seq: int
    tab: str


@dataclass(frozen=True)
class ImportedAnswer:
    """An answer from a paper form or another tool: shared fields only, under any id."""

    attendee: str
    exercise: str
    answer: BaseModel


class Answers:
    """The answers that the store keeps, for those who gave them."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        self._database = database
        self._changes = changes
        self._cohorts = cohorts
        # The newest answer that this process knows of: asked before every save.
        self._newest: dict[tuple[str, str], int] = {}
        self._noting = threading.Lock()
        self.tally = Tally()

    def save(self, key: str, cohort: str, exercise: str, answer: BaseModel, tab: str = "") -> int:
        """Append an answer and return its seq; only then is it saved. Raise Gone if it can't be.

        `tab` names the open page that gives it, so that a stale one is told from a newer one.
        """
        with self.tally.saving(), self._cohorts.saving(cohort, key):
            # Numbered in there: a vote that closes comes before or after an answer, never between.
            row = self._row(key, cohort, exercise, answer, tab)
            with self._telling(cohort, {exercise}):
                self._database.append("answers", *row)
        seq, _, attendee, *_ = row
        self._note_newest(attendee, exercise, seq)
        return seq

    def save_all(
        self, key: str, cohort: str, given: Mapping[str, BaseModel], tab: str = ""
    ) -> None:
        """Append answers to several exercises, all or nothing; raise Gone if they can't be."""
        with self.tally.saving(), self._cohorts.saving(cohort, key):
            rows = [self._row(key, cohort, slug, answer, tab) for slug, answer in given.items()]
            with self._telling(cohort, given), self._database.transaction() as together:
                for row in rows:
                    together.append("answers", *row)
        for seq, _, attendee, exercise, *_ in rows:
            self._note_newest(attendee, exercise, seq)

    def own(self, key: str, exercise: str) -> OwnAnswer | None:
        """Return the attendee's own latest answer; None before the first."""
        attendee = keys.fingerprint(key)
        row = self._database.row(
            "SELECT shared, private, seq, tab FROM workshop.answers"
            " WHERE attendee = ? AND exercise = ? ORDER BY seq DESC LIMIT 1",
            [attendee, exercise],
        )
        if row is None:
            return None
        return self._opened(key, exercise, cast(_Row, row))

    def own_as_seen(self, key: str, exercise: str, seq: int, tab: str) -> OwnAnswer | None:
        """Return what an open page knew of the attendee's answer: it saw this seq, or saved it."""
        attendee = keys.fingerprint(key)
        row = self._database.row(
            "SELECT shared, private, seq, tab FROM workshop.answers"
            " WHERE attendee = ? AND exercise = ? AND (seq <= ? OR tab = ?)"
            " ORDER BY seq DESC LIMIT 1",
            [attendee, exercise, seq, tab],
        )
        return None if row is None else self._opened(key, exercise, cast(_Row, row))

    def is_counted(self, key: str, exercise: str, until: int) -> bool:
        """Say whether a vote that ended at this seq counts what the attendee shares now.

        Private words are no part of a vote: who changes them later is counted all the same.
        """
        attendee = keys.fingerprint(key)
        counted, now = (self._shared(attendee, exercise, end) for end in (until, STILL_OPEN))
        return counted is not None and now is not None and json.loads(counted) == json.loads(now)

    def given(self, key: str) -> dict[str, OwnAnswer]:
        """Return the attendee's own latest answers by exercise."""
        attendee = keys.fingerprint(key)
        rows = self._database.rows(
            "SELECT DISTINCT ON (exercise) exercise, shared, private, seq, tab"
            " FROM workshop.answers WHERE attendee = ? ORDER BY exercise, seq DESC",
            [attendee],
        )
        return {row[0]: self._opened(key, row[0], cast(_Row, row[1:])) for row in rows}

    def exercises(self, key: str) -> frozenset[str]:
        """Return in which exercises the attendee gave an answer."""
        rows = self._database.rows(
            "SELECT DISTINCT exercise FROM workshop.answers WHERE attendee = ?",
            [keys.fingerprint(key)],
        )
        return frozenset(slug for (slug,) in rows)

    def newest(self, key: str, exercise: str) -> int:
        """Return the seq of the attendee's latest answer that was saved or read since the start."""
        attendee = keys.fingerprint(key)
        if not self._database.is_postgres:
            return self._newest.get((attendee, exercise), 0)
        # Another process may have saved it.
        row = self._database.row(
            "SELECT max(seq) FROM workshop.answers WHERE attendee = ? AND exercise = ?",
            [attendee, exercise],
        )
        return (row and row[0]) or 0

    def add(self, cohort: str, answers: Sequence[ImportedAnswer]) -> None:
        """Append imported answers and their attendees, all or nothing; raise Gone if they can't."""
        exercises = {answer.exercise for answer in answers}
        # Made before, so that a large import keeps nobody at the gate.
        imported = [self._imported(cohort, given) for given in answers]
        with self._cohorts.saving(cohort):
            numbers = self._database.next_seqs(len(answers))
            rows = [(seq, *row) for seq, row in zip(numbers, imported, strict=True)]
            there = "SELECT attendee FROM workshop.attendees WHERE cohort = ?"
            known = {attendee for (attendee,) in self._database.rows(there, [cohort])}
            new = dict.fromkeys(row[2] for row in rows if row[2] not in known)
            with self._telling(cohort, exercises), self._database.transaction() as together:
                together.append_all("attendees", [(one, cohort, utc_now()) for one in new])
                together.append_all("answers", rows)

    def _shared(self, attendee: str, exercise: str, until: int) -> str | None:
        row = self._database.row(
            "SELECT shared FROM workshop.answers WHERE attendee = ? AND exercise = ? AND seq <= ?"
            " ORDER BY seq DESC LIMIT 1",
            [attendee, exercise, until],
        )
        return row[0] if row else None

    def _row(self, key: str, cohort: str, exercise: str, answer: BaseModel, tab: str) -> _Stored:
        shared, private = halves.split(answer)
        attendee, seq = keys.fingerprint(key), self._database.next_seq()
        sealed = keys.seal(key, private.encode(), _context(attendee, exercise))
        return seq, cohort, attendee, exercise, shared, sealed, tab, utc_now()

    def _opened(self, key: str, exercise: str, row: _Row) -> OwnAnswer:
        shared, sealed, seq, tab = row
        attendee = keys.fingerprint(key)
        private = keys.unseal(key, sealed, _context(attendee, exercise))
        self._note_newest(attendee, exercise, seq)
        return OwnAnswer(halves.joined(shared, private.decode()), seq, tab)

    def _note_newest(self, attendee: str, exercise: str, seq: int) -> None:
        # What was read, or given its number, before a save on another device may come after it.
        with self._noting:
            self._newest[attendee, exercise] = max(self._newest.get((attendee, exercise), 0), seq)

    @contextmanager
    def _telling(self, cohort: str, exercises: Collection[str]) -> Iterator[None]:
        # Also of what failed: a commit that raised may still have happened (DESIGN 4).
        try:
            yield
        finally:
            self._changes.answers_changed(cohort, exercises)

    def _imported(self, cohort: str, given: ImportedAnswer) -> tuple[Any, ...]:
        attendee = keys.fingerprint(f"import:{cohort}:{given.attendee}")
        shared, _ = halves.split(given.answer)
        # Whoever typed the form in is not its author: there is no key to seal a private half with.
        return cohort, attendee, given.exercise, shared, b"", "", utc_now()


def _context(attendee: str, exercise: str) -> str:
    return f"{attendee}/{exercise}"
