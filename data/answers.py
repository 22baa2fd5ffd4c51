"""Answers: what one person gave, appended, in two halves."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pandas as pd
from pydantic import BaseModel

from data import halves, keys
from data.changes import Changes
from data.store import Database, utc_now


@dataclass(frozen=True)
class ImportedAnswer:
    """An answer from a paper form or another tool: shared fields only, under any id."""

    attendee: str
    exercise: str
    answer: BaseModel


class Answers:
    """The answers that the store keeps, for those who gave them."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes

    def save(self, key: str, cohort: str, exercise: str, answer: BaseModel) -> datetime:
        """Append an answer and return when it was kept (UTC); only then is it saved."""
        shared, private = halves.split(answer)
        attendee, saved_at = keys.fingerprint(key), utc_now()
        sealed = keys.seal(key, private.encode(), _context(attendee, exercise))
        seq = self._database.next_seq()
        with self._telling(cohort):
            self._database.append(
                "answers", seq, cohort, attendee, exercise, shared, sealed, saved_at
            )
        return saved_at

    def own(self, key: str, exercise: str) -> str | None:
        """Return the attendee's own latest answer, both halves, as JSON; None before the first."""
        attendee = keys.fingerprint(key)
        row = self._database.row(
            "SELECT shared, private FROM workshop.answers WHERE attendee = ? AND exercise = ?"
            " ORDER BY seq DESC LIMIT 1",
            [attendee, exercise],
        )
        if row is None:
            return None
        private = keys.unseal(key, row[1], _context(attendee, exercise))
        return halves.joined(row[0], private.decode())

    def add(self, cohort: str, answers: Sequence[ImportedAnswer]) -> None:
        """Append imported answers and their attendees, all or nothing."""
        given = pd.DataFrame(self._rows(cohort, answers), columns=_COLUMNS)
        with self._telling(cohort), self._database.transaction() as together:
            together.append_frame(_NEW_ATTENDEES, given)
            together.append_frame(_NEW_ANSWERS, given)

    @contextmanager
    def _telling(self, cohort: str) -> Iterator[None]:
        # Also of what failed: a commit that raised may still have happened (DESIGN 4).
        try:
            yield
        finally:
            self._changes.answers_changed(cohort)

    def _rows(
        self, cohort: str, answers: Iterable[ImportedAnswer]
    ) -> Iterator[tuple[int, str, str, str, str, datetime]]:
        now = utc_now()
        for given in answers:
            attendee = keys.fingerprint(f"import:{cohort}:{given.attendee}")
            shared, _ = halves.split(given.answer)
            yield self._database.next_seq(), cohort, attendee, given.exercise, shared, now


_COLUMNS = ["seq", "cohort", "attendee", "exercise", "shared", "saved_at"]

_NEW_ATTENDEES = """
    workshop.attendees
    SELECT DISTINCT given.attendee, given.cohort, given.saved_at FROM given
    ANTI JOIN workshop.attendees AS known USING (cohort, attendee)
"""

# Whoever typed the form in is not its author: there is no key to seal a private half with.
_NEW_ANSWERS = """
    workshop.answers
    SELECT seq, cohort, attendee, exercise, shared, ''::BLOB, saved_at FROM given
"""


def _context(attendee: str, exercise: str) -> str:
    return f"{attendee}/{exercise}"
