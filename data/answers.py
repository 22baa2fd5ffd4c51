"""Answers: what each person entered, append-only, in two halves."""

import json
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

from pydantic import BaseModel

from data import halves, keys
from data.changes import Changes
from data.cohorts import Cohorts
from data.store import Database, utc_now
from data.tally import Tally
from data.votes import STILL_OPEN

# An answer as stored: shared, private (sealed), seq, tab.
_Row = tuple[str, bytes, int, str]
# The same as a row, in the table's column order.
_Stored = tuple[int, str, str, str, str, bytes, str, datetime]


_NEWEST_KNOWN: Final = 200_000  # by person and exercise


@dataclass(frozen=True)
class OwnAnswer:
    """An attendee's latest answer in an exercise: both halves as JSON, and the tab it came from."""

    json: str
    seq: int
    tab: str


@dataclass(frozen=True)
class ImportedAnswer:
    """An answer from a paper form or another tool: shared fields only, under any ID."""

    attendee: str
    exercise: str
    answer: BaseModel


class Answers:
    """Saves answers, and returns people's own to them."""

    def __init__(self, database: Database, changes: Changes, cohorts: Cohorts) -> None:
        self._database = database
        self._changes = changes
        self._cohorts = cohorts
        # The newest answers this process knows of, the last noted last: checked before every save.
        self._newest: dict[tuple[str, str], int] = {}
        self._noting = threading.Lock()
        self.tally = Tally()

    def save(self, key: str, cohort: str, exercise: str, answer: BaseModel, tab: str = "") -> int:
        """Append an answer and return its seq, once it's saved; raise Gone if it can't be.

        `tab` identifies the open page, so that a stale one can't overwrite newer answers.
        """
        with self.tally.saving(), self._cohorts.saving(cohort, key):
            # Numbered inside the gate, so that a vote closes before or after an answer, never
            # between.
            row = self._row(key, cohort, exercise, answer, tab)
            with self._telling(cohort, {exercise}):
                self._database.append("answers", *row)
        seq, _, attendee, *_ = row
        self._note_newest(attendee, exercise, seq)
        return seq

    def save_all(
        self, key: str, cohort: str, given: Mapping[str, BaseModel], tab: str = ""
    ) -> None:
        """Append answers to several exercises, all or nothing; raise Gone if that can't be done."""
        with self.tally.saving(), self._cohorts.saving(cohort, key):
            rows = [self._row(key, cohort, slug, answer, tab) for slug, answer in given.items()]
            with self._telling(cohort, given), self._database.transaction() as together:
                for row in rows:
                    together.append("answers", *row)
        for seq, _, attendee, exercise, *_ in rows:
            self._note_newest(attendee, exercise, seq)

    def own(self, key: str, exercise: str) -> OwnAnswer | None:
        """Return the attendee's own latest answer, or None if there's none yet."""
        attendee = keys.fingerprint(key)
        row = self._database.row(
            "SELECT shared, private, seq, tab FROM workshop.answers"
            " WHERE attendee = ? AND exercise = ? ORDER BY seq DESC LIMIT 1",
            [attendee, exercise],
        )
        if row is None:
            self._note_newest(attendee, exercise, 0)
            return None
        return self._opened(key, exercise, cast(_Row, row))

    def own_as_seen(self, key: str, exercise: str, seq: int, tab: str) -> OwnAnswer | None:
        """Return the latest answer an open page knows: one up to the seq it saw, or its own."""
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

        Private words aren't part of a vote, so changing them later makes no difference.
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
        """Return the exercises the attendee has answered."""
        rows = self._database.rows(
            "SELECT DISTINCT exercise FROM workshop.answers WHERE attendee = ?",
            [keys.fingerprint(key)],
        )
        return frozenset(slug for (slug,) in rows)

    def newest(self, key: str, exercise: str) -> int:
        """Return the seq of the attendee's latest answer, 0 if there's none."""
        attendee = keys.fingerprint(key)
        known = self._newest.get((attendee, exercise))
        if known is not None and not self._database.is_postgres:
            return known
        # Forgotten here, or on PostgreSQL perhaps saved by another process.
        row = self._database.row(
            "SELECT max(seq) FROM workshop.answers WHERE attendee = ? AND exercise = ?",
            [attendee, exercise],
        )
        return (row and row[0]) or 0

    def add(self, cohort: str, answers: Sequence[ImportedAnswer]) -> None:
        """Append imported answers and attendees, all or nothing; raise Gone if they can't be."""
        exercises = {answer.exercise for answer in answers}
        # Built before entering the gate, so that a large import doesn't hold up other saves.
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
        # A concurrent save from another device may already have recorded a higher seq.
        with self._noting:
            known = self._newest.pop((attendee, exercise), 0)
            if len(self._newest) >= _NEWEST_KNOWN:
                del self._newest[next(iter(self._newest))]
            self._newest[attendee, exercise] = max(known, seq)

    @contextmanager
    def _telling(self, cohort: str, exercises: Collection[str]) -> Iterator[None]:
        # Even on failure: a commit that raised may still have happened (DESIGN 4).
        try:
            yield
        finally:
            self._changes.answers_changed(cohort, exercises)

    def _imported(self, cohort: str, given: ImportedAnswer) -> tuple[Any, ...]:
        attendee = keys.fingerprint(f"import:{cohort}:{given.attendee}")
        shared, _ = halves.split(given.answer)
        # The person who typed the form in isn't its author: there's no key to seal a private half.
        return cohort, attendee, given.exercise, shared, b"", "", utc_now()


def _context(attendee: str, exercise: str) -> str:
    return f"{attendee}/{exercise}"
