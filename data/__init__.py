"""The store: one per process, with its cohorts, answers and rooms."""

from collections.abc import Mapping
from pathlib import Path

from data import engines, leftovers, migrations
from data.answers import Answers
from data.changes import Changes, SharedChanges
from data.cohorts import Cohorts
from data.facilitators import Facilitators
from data.others import Others
from data.postgres import Postgres
from data.rehearsals import Rehearsals
from data.retention import Retention
from data.rooms import Rooms
from data.sweeping import sweep


class Store:
    """Everything the workshop remembers, behind one object per process."""

    def __init__(self, url: str, *, steps: Path = migrations.FOLDER, migrate: bool = False) -> None:
        """Open the store at a file path or postgres:// address; raise StoreFault if that fails.

        `kept` then lists the files that opening left beside the store, and `leftovers` every such
        file. A PostgreSQL store of an older version is migrated only if `migrate` is set.
        """
        self._database = engines.opened(url)
        try:
            with self._database.starting():
                copies = migrations.bring_up_to_date(self._database, steps, when_told=migrate)
                self._database.prepare()
            self._database.read_through()
        except BaseException:
            self._database.close()
            raise
        self.kept = (*self._database.kept, *copies)
        self.leftovers = () if self.is_postgres else leftovers.beside(url)
        self._others: Others | None = None
        self.changes = self._changes()
        self.cohorts = Cohorts(self._database, self.changes)
        sweep(self._database, self.cohorts)
        self.facilitators = Facilitators(self._database, self.cohorts)
        self.retention = Retention(self._database, self.cohorts)
        self.rehearsals = Rehearsals(self._database, self.cohorts)
        self.answers = Answers(self._database, self.changes, self.cohorts)
        self.rooms = Rooms(self._database, self.changes, self.cohorts)
        if self._others and isinstance(self.changes, SharedChanges):
            self._others.begin(self.changes, self.cohorts.forget)
        self._database.rewrite()

    def check(self) -> None:
        """Raise StoreFault if the store doesn't respond."""
        self._database.row("SELECT version FROM workshop.schema_version")

    def backup(self, to: Path) -> None:
        """Copy a snapshot of the store into a new file while saving goes on."""
        self._database.backup(to)

    def tidy_up(self, quiet_seconds: float) -> None:
        """Remove deleted data from the file too, if nothing was saved for this long."""
        if self._database.quiet_seconds() >= quiet_seconds:
            self._database.rewrite()

    def tell_here(self, counts: Mapping[str, int]) -> None:
        """Tell the other processes how many people are following these rooms here."""
        if self._others:
            self._others.tell_here(counts)

    def here_elsewhere(self, cohort: str) -> int:
        """Return how many people are following a room in other processes."""
        return self._others.here(cohort) if self._others else 0

    def watched(self) -> dict[str, float]:
        """Return metrics of this process and of the whole store."""
        tables = {"rooms": "cohorts", "attendees": "attendees", "answers": "answers"}
        counts = {
            name: (self._database.row(f"SELECT count(*) FROM workshop.{table}") or (0,))[0]
            for name, table in tables.items()
        }
        tally = self.answers.tally
        saves = {
            "saves_total": tally.saved,
            "saves_failed_total": tally.failed,
            "saves_seconds_total": round(tally.seconds, 3),
        }
        others = {"processes": 1 + (self._others.peers() if self._others else 0)}
        return {**counts, **saves, **others, **self._database.watched()}

    @property
    def is_postgres(self) -> bool:
        """Whether this is a PostgreSQL, which manages its own files."""
        return self._database.is_postgres

    def close(self) -> None:
        """Write everything to the file, without deleted data, and close it."""
        if self._others:
            self._others.end()
        self._database.rewrite()
        self._database.close()

    def _changes(self) -> Changes:
        if not isinstance(self._database, Postgres):
            return Changes()
        self._others = Others(self._database.url, self._database.connections)
        return SharedChanges(self._database.next_seq, self._database.afterwards, self._others.tell)
