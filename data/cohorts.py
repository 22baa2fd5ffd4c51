"""Cohorts: who may run them, who joined them, and how they end."""

from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from data import keys
from data.changes import EVERY, Changes
from data.cohort import ALONE, ALONE_CODE, DEFAULT_MIN_GROUP, MIN_GROUP, Cohort, look_up
from data.look_ups import LookUps
from data.store import Database, utc_now
from data.transaction import Transaction

# Names from data.cohort are exported here too, for modules that work with cohorts.
__all__ = ["ALONE_CODE", "DEFAULT_MIN_GROUP", "MIN_GROUP", "Cohort", "Cohorts", "Gone"]


class Gone(Exception):
    """The cohort was deleted, or the person asked to be forgotten: there's nowhere to save."""


class Cohorts:
    """The cohorts in the store, and who is in them."""

    def __init__(self, database: Database, changes: Changes) -> None:
        self._database = database
        self._changes = changes
        # Only a cohort's title and language change, and attendees never move, so look-ups stay
        # valid until a change or deletion. Every run of every page needs them.
        self._by_code = LookUps[str, Cohort]()
        self._by_key = LookUps[tuple[str, str], str]()

    def create(
        self,
        title: str,
        min_group: int = DEFAULT_MIN_GROUP,
        *,
        synthetic: bool = False,
        language: str = "",
        key: str = "",
    ) -> tuple[Cohort, str]:
        """Create a cohort and return it with its facilitator key, which isn't stored.

        Given a key, this is idempotent: one key makes one cohort, however often it's sent.
        """
        if min_group not in MIN_GROUP:
            raise ValueError(f"min_group must be {MIN_GROUP.start} to {MIN_GROUP.stop - 1}")
        with self._database.gate("new rooms").closed():
            if key and (made := self.of_facilitator(key)):
                return made, key
            cohort = Cohort(self._unused_code(), title, min_group, synthetic, language)
            key = key or keys.mint_key()
            with self._database.transaction() as together:
                together.append("cohorts", cohort.code, title, min_group, synthetic, utc_now())
                together.append("facilitators", keys.fingerprint(key), cohort.code, "", utc_now())
        if language:
            self.speak(cohort.code, language)
        return cohort, key

    def find(self, code: str) -> Cohort | None:
        """Return the cohort with this join code, or None."""
        if code == ALONE_CODE:
            return ALONE
        return self._by_code.of(code, partial(look_up, self._database, code))

    def every(self) -> list[Cohort]:
        """Return all rooms except those of invented people, newest first."""
        codes = self._database.rows(
            "SELECT cohort FROM workshop.cohorts WHERE NOT synthetic ORDER BY created_at DESC"
        )
        return [room for (code,) in codes if (room := self.find(code))]

    def rename(self, code: str, title: str) -> None:
        """Give a cohort a new title."""
        self.cue(code, "", "title", title)

    def speak(self, code: str, language: str) -> None:
        """Set the language for people in a cohort who chose none."""
        self.cue(code, "", "language", language)

    def cue(self, code: str, exercise: str, cue: str, value: str = "") -> None:
        """Append what a facilitator did; do nothing if the cohort is gone.

        Every answer saved by then has a lower seq and every later one a higher, so no one is
        counted in a vote after it closed.
        """
        with self._database.gate(code).closed():
            if not self._is_there(code):
                return
            now = (self._database.next_seq(), code, exercise, cue, utc_now(), value)
            self._database.append("cues", *now)
            self._database.afterwards(partial(self.forget, code))
        self._changes.room_changed(code)

    def of_facilitator(self, key: str) -> Cohort | None:
        """Return the cohort that the holder of this key facilitates, or None."""
        return self._find_by("facilitators", "facilitator", key)

    def of_attendee(self, key: str) -> Cohort | None:
        """Return the cohort that the holder of this key joined, or None."""
        return self._find_by("attendees", "attendee", key)

    def facilitated_with(self, keys_: Collection[str]) -> dict[str, str]:
        """Return the codes of the cohorts that these keys facilitate, by key, with one look."""
        return self._find_all("facilitators", "facilitator", keys_)

    def attended_with(self, keys_: Collection[str]) -> dict[str, str]:
        """Return the codes of the cohorts that the bearers of these keys joined, by key."""
        return self._find_all("attendees", "attendee", keys_)

    def join(self, key: str, cohort: str) -> None:
        """Make the holder of this key an attendee; raise Gone if they can't join."""
        attendee = keys.fingerprint(key)
        no_place = f"{_LEFT} UNION ALL SELECT 1 FROM workshop.rehearsals WHERE cohort = ?"
        with self.saving(cohort):
            if self._database.row(no_place, [attendee, cohort]):
                raise Gone(cohort)
            self._database.append("attendees", attendee, cohort, utc_now())
        self._changes.answers_changed(cohort, ())

    @contextmanager
    def saving(self, code: str, key: str | None = None) -> Iterator[None]:
        """Keep a cohort, and the membership of this key's holder, unchanged during a save.

        Raise Gone if the cohort was deleted, or if they aren't in it or left it.
        """
        with self._database.gate(code).through():
            if not (self._is_there(code) if key is None else self._is_in(code, key)):
                raise Gone(code)
            yield

    def leave(self, key: str) -> None:
        """Delete an attendee and everything they entered, all or nothing, for good.

        Someone who already left can do it again.
        """
        attendee, cohort = keys.fingerprint(key), self.of_attendee(key)
        mine = ("attendees", attendee)
        forget = partial(self._by_key.forget, lambda asked, _: asked == mine)
        with self._database.gate(cohort.code if cohort else "").closed():
            try:
                with self._database.transaction() as together:
                    together.delete("answers", "attendee", attendee)
                    together.delete("attendees", "attendee", attendee)
                    if not self.has_left(key):
                        together.append("departed", attendee)
            finally:  # a commit that raised may still have happened (DESIGN 4)
                self._database.afterwards(forget)
        if cohort:
            self._changes.somebody_left(cohort.code)

    def has_left(self, key: str) -> bool:
        """Say whether the holder of this key asked to be forgotten."""
        return self._database.row(_LEFT, [keys.fingerprint(key)]) is not None

    @contextmanager
    def letting_in(self, code: str) -> Iterator[Transaction]:
        """Change who may enter a cohort, all or nothing, and drop every look-up of it."""
        with self._database.gate(code).closed():
            try:
                with self._database.transaction() as together:
                    yield together
            finally:  # a commit that raised may still have happened (DESIGN 4)
                self._database.afterwards(partial(self.forget, code))
        self._changes.doors_changed(code)

    def delete(self, code: str, if_still: Callable[[], bool] = lambda: True) -> bool:
        """Delete a cohort with its attendees, answers and cues, all or nothing.

        Return whether it was deleted: `if_still` is checked once no one can save into it.
        """
        with self.letting_in(code) as together:
            if not if_still():
                return False
            for table in _OF_A_COHORT:
                together.delete(table, "cohort", code)
        rehearsed = "SELECT cohort FROM workshop.rehearsals WHERE room = ?"
        for (twin,) in self._database.rows(rehearsed, [code]):
            self.delete(twin)
        return True

    def once(self, name: str) -> AbstractContextManager[None]:
        """Hold a lock that lets only one process at a time do something that several may start."""
        return self._database.gate(name).closed()

    def changed(self, code: str) -> None:
        """Tell a room's pages that something beside it changed."""
        self._changes.room_changed(code)

    def delete_synthetic(self) -> None:
        """Delete every cohort of invented people."""
        synthetic = "SELECT cohort FROM workshop.cohorts WHERE synthetic"
        for (code,) in self._database.rows(synthetic):
            self.delete(code)

    def _is_there(self, code: str) -> bool:
        if not self._database.is_postgres or code == ALONE_CODE:
            return self.find(code) is not None
        # Another process may have deleted it since it was looked up.
        there = "SELECT 1 FROM workshop.cohorts WHERE cohort = ?"
        return self._database.row(there, [code]) is not None

    def _is_in(self, code: str, key: str) -> bool:
        if not self._database.is_postgres:
            found = self.of_attendee(key)
            return found is not None and found.code == code
        there = "SELECT 1 FROM workshop.attendees WHERE attendee = ? AND cohort = ?"
        return self._database.row(there, [keys.fingerprint(key), code]) is not None

    def forget(self, code: str) -> None:
        """Forget the look-ups of a cohort, or of all with EVERY, because it changed."""
        self._by_code.forget(lambda asked, _: code in (asked, EVERY))
        self._by_key.forget(lambda _, found: code in (found, EVERY))

    def _find_by(self, table: str, column: str, key: str) -> Cohort | None:
        fingerprint = keys.fingerprint(key)

        def look() -> str | None:
            sql = f"SELECT cohort FROM workshop.{table} WHERE {column} = ? LIMIT 1"
            row = self._database.row(sql, [fingerprint])
            return row[0] if row else None

        code = self._by_key.of((table, fingerprint), look)
        return self.find(code) if code else None

    def _find_all(self, table: str, column: str, keys_: Collection[str]) -> dict[str, str]:
        if not keys_:
            return {}
        asked = {keys.fingerprint(key): key for key in keys_}
        marks = ", ".join("?" * len(asked))
        sql = f"SELECT {column}, cohort FROM workshop.{table} WHERE {column} IN ({marks})"
        return {asked[found]: code for found, code in self._database.rows(sql, list(asked))}

    def _unused_code(self) -> str:
        code = keys.mint_code()
        return self._unused_code() if self.find(code) else code


_LEFT = "SELECT 1 FROM workshop.departed WHERE attendee = ?"
_OF_A_COHORT = ("answers", "cues", "attendees", "facilitators", "rehearsals", "cohorts")
