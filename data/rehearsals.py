"""Practice rooms: a synthetic cohort of its own beside a room, which no real person can join."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from data.cohorts import Cohort, Cohorts
from data.store import Database


class AlreadyRehearsing(Exception):
    """The room already has a practice room, and may have only one."""


class Rehearsals:
    """Which synthetic cohort is the practice room of which room."""

    def __init__(self, database: Database, cohorts: Cohorts) -> None:
        self._database = database
        self._cohorts = cohorts

    def begin(self, room: Cohort, title: str) -> tuple[Cohort, str]:
        """Create a room's practice room, and return it with its facilitator key."""
        twin, key = self._cohorts.create(
            title, room.min_group, synthetic=True, language=room.language
        )
        try:
            with self._cohorts.letting_in(room.code) as together:
                if self.of(room.code) or self._cohorts.find(room.code) is None:
                    raise AlreadyRehearsing(room.code)
                together.append("rehearsals", twin.code, room.code)
        except BaseException:
            self._cohorts.delete(twin.code)
            raise
        return twin, key

    def of(self, room: str) -> Cohort | None:
        """Return a room's practice room, if there is one."""
        row = self._database.row("SELECT cohort FROM workshop.rehearsals WHERE room = ?", [room])
        return self._cohorts.find(row[0]) if row else None

    def room_of(self, twin: str) -> str | None:
        """Return the code of the room that this cohort is the practice room of, or None."""
        row = self._database.row("SELECT room FROM workshop.rehearsals WHERE cohort = ?", [twin])
        return row[0] if row else None

    def end(self, room: str) -> None:
        """Delete a room's practice room with everything in it."""
        if twin := self.of(room):
            self._cohorts.delete(twin.code)
            self._cohorts.changed(room)

    def end_all(self) -> None:
        """Delete every practice room whose invented people stopped with their server."""
        for room, twin in self._database.rows("SELECT room, cohort FROM workshop.rehearsals"):
            with self._running(twin) as is_nobodys:
                if is_nobodys:
                    self.end(room)

    @contextmanager
    def running(self, twin: str) -> Iterator[None]:
        """Let people answer in a practice room, which other processes then leave alone."""
        with self._running(twin):
            yield

    def _running(self, twin: str) -> AbstractContextManager[bool]:
        return self._database.alone_with(f"rehearsal {twin}")
