"""What is remembered: one store per process, with its cohorts, answers and rooms."""

from data.answers import Answers
from data.changes import Changes
from data.cohorts import Cohorts
from data.rooms import Rooms
from data.store import Database


class Store:
    """Everything the workshop remembers, behind one object per process."""

    def __init__(self, url: str) -> None:
        """Open the store at a file path or postgres:// address; raise StoreFault if it can't."""
        self._database = Database(url)
        self.changes = Changes()
        self.cohorts = Cohorts(self._database, self.changes)
        self.answers = Answers(self._database, self.changes)
        self.rooms = Rooms(self._database, self.changes)

    def check(self) -> None:
        """Raise StoreFault when the store does not answer."""
        self._database.row("SELECT version FROM workshop.schema_version")

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        self._database.close()
