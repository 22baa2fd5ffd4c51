"""The other processes on the same PostgreSQL: they're told what changes here, and heard.

Correctness never depends on this; it rests on the database. A notification that's late, or lost
with its connection, only makes a page late. So whenever one may have been missed, every look-up is
forgotten and every room counts as changed.
"""

import json
import logging
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import psycopg

from data.changes import EVERY, Change, SharedChanges
from data.connections import PATIENCE, Connections
from data.deadlines import Connection, Deadlines
from data.faults import StoreFault

LOG = logging.getLogger(__name__)

_CHANNEL: Final = "workshop"
_NAME: Final = "workshop listens"
_GATHERED_SECONDS: Final = 0.05
_AGAIN_AFTER_SECONDS: Final = 1.0
# How long a hanging connection, or a process that was killed, may go unnoticed.
_LOOK_EVERY_SECONDS: Final = 2.0
_ANSWERED_WITHIN_SECONDS: Final = 4.0
# A notification holds 8,000 bytes, and a change takes less than 250.
_CHANGES_IN_ONE: Final = 25
_COUNTS_IN_ONE: Final = 300

_PEERS: Final = """
    SELECT pid FROM pg_stat_activity
    WHERE application_name = %s AND datname = current_database() AND pid <> pg_backend_pid()
"""


class Others:
    """Tells the other processes what changed here, and hears what changed there."""

    def __init__(self, url: str, connections: Connections) -> None:
        self._url, self._connections = url, connections
        self._me = secrets.token_hex(6)
        self._to_tell: dict[str, Change] = {}
        self._here: dict[str, int] = {}
        self._here_to_tell: dict[str, int] = {}
        self._elsewhere: dict[str, dict[str, int]] = {}
        self._to_say: list[tuple[str, Any]] = []
        self._names: dict[int, str] = {}  # other processes, by their listener's backend PID
        self._pid, self._complained = 0, False
        self._lock, self._news, self._ended = threading.Lock(), threading.Event(), threading.Event()
        self._listening = threading.Event()
        self._deadlines = Deadlines()
        self._threads: list[threading.Thread] = []

    def begin(self, changes: SharedChanges, heard: Callable[[str], None]) -> None:
        """Listen, and pass cohorts with stale look-ups to `heard` before listeners are called."""
        self._changes, self._heard = changes, heard
        for work in (self._listen, self._publish):
            self._threads.append(threading.Thread(target=work, name="store others", daemon=True))
            self._threads[-1].start()
        self._listening.wait(_ANSWERED_WITHIN_SECONDS)  # so that nothing is missed from here on

    def end(self) -> None:
        """Send what's still pending, and stop listening."""
        self._ended.set()
        self._news.set()
        for thread in self._threads:
            thread.join(timeout=_LOOK_EVERY_SECONDS + _ANSWERED_WITHIN_SECONDS)
        self._deadlines.end()

    def tell(self, change: Change) -> None:
        """Tell the others about a change, along with any that follow in the next moment."""
        with self._lock:
            told = self._to_tell.get(change.cohort)
            self._to_tell[change.cohort] = _both(told, change) if told else change
        self._news.set()

    def tell_here(self, counts: Mapping[str, int]) -> None:
        """Tell the others how many people are following rooms here."""
        with self._lock:
            self._here = _followed({**self._here, **counts})
            self._here_to_tell.update(counts)
        self._news.set()

    def here(self, cohort: str) -> int:
        """Return how many people are following a room in other processes."""
        return sum(counts.get(cohort, 0) for counts in tuple(self._elsewhere.values()))

    def peers(self) -> int:
        """Return how many other processes there are."""
        return len(self._names)

    def _publish(self) -> None:
        while not self._ended.is_set():
            self._news.wait()
            self._ended.wait(_GATHERED_SECONDS)
            self._news.clear()
            for kind, what in self._gathered():
                self._say(kind, what)
        self._say("ends", self._pid)

    def _gathered(self) -> Iterator[tuple[str, Any]]:
        with self._lock:
            changes, self._to_tell = list(self._to_tell.values()), {}
            here, self._here_to_tell = list(self._here_to_tell.items()), {}
            rest, self._to_say = self._to_say, []
        for part in _parts(changes, _CHANGES_IN_ONE):
            yield "changes", [_as_json(change) for change in part]
        for counts in _parts(here, _COUNTS_IN_ONE):
            yield "here", dict(counts)
        yield from rest

    def _say_soon(self, kind: str, what: Any) -> None:
        with self._lock:
            self._to_say.append((kind, what))
        self._news.set()

    def _say(self, kind: str, what: Any) -> None:
        payload = json.dumps([self._me, kind, what], separators=(",", ":"))
        while True:
            try:
                self._connections.ask(
                    lambda c: c.execute("SELECT pg_notify(%s, %s)", [_CHANNEL, payload])
                )
            except StoreFault as fault:
                self._complain(fault)
                if self._ended.wait(_AGAIN_AFTER_SECONDS):
                    return
            else:
                return

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                with psycopg.connect(self._url, **PATIENCE, application_name=_NAME) as connection:
                    self._listen_on(connection)
            except (psycopg.Error, StoreFault) as error:
                self._complain(error)
                self._ended.wait(_AGAIN_AFTER_SECONDS)

    def _listen_on(self, connection: Connection) -> None:
        with self._deadlines.of(connection, _ANSWERED_WITHIN_SECONDS):
            connection.execute(f"LISTEN {_CHANNEL}")
        self._pid = connection.info.backend_pid
        self._names = dict.fromkeys(self._peers(connection), "")
        self._may_have_missed()
        self._say_soon("began", self._pid)
        self._complained = False
        self._listening.set()
        while not self._ended.is_set():
            for notify in connection.notifies(timeout=_LOOK_EVERY_SECONDS):
                self._hear(*json.loads(notify.payload))
                if self._ended.is_set():
                    break
            else:
                self._look(connection)

    def _peers(self, connection: Connection) -> set[int]:
        with self._deadlines.of(connection, _ANSWERED_WITHIN_SECONDS):
            return {pid for (pid,) in connection.execute(_PEERS, [_NAME])}

    def _look(self, connection: Connection) -> None:
        """Check that the connection works, and find processes that ended without saying so."""
        there = self._peers(connection)
        gone = self._names.keys() - there
        for pid in gone:
            self._elsewhere.pop(self._names.pop(pid), None)
        self._names |= dict.fromkeys(there - self._names.keys(), "")
        if gone:
            self._may_have_missed()

    def _may_have_missed(self) -> None:
        self._heard(EVERY)
        self._say_soon("all are", self._changes.missed())

    def _hear(self, who: str, kind: str, what: Any) -> None:
        if who == self._me:
            return
        if kind == "changes":
            for cohort, exercises, *more in what:
                of = None if exercises is None else frozenset(exercises)
                self._hear_change(Change(cohort, of, *more))
        elif kind == "all are":
            self._changes.all_are(what)
        elif kind == "here":
            self._elsewhere[who] = _followed({**self._elsewhere.get(who, {}), **what})
        elif kind == "ends":
            self._names.pop(what, None)
            self._elsewhere.pop(who, None)
        else:
            self._names[what] = who
            if kind == "began":
                self._say_soon("is here", self._pid)
                self.tell_here(dict(self._here))

    def _hear_change(self, change: Change) -> None:
        if change.room or change.shut_out:
            self._heard(change.cohort)
        self._changes.heard(change)

    def _complain(self, error: Exception) -> None:
        if not self._complained:  # once, not every second
            self._complained = True
            LOG.warning("this process doesn't hear of the others for now: %s", error)


def _followed(counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts of rooms that anyone follows."""
    return {cohort: n for cohort, n in counts.items() if n}


def _both(one: Change, other: Change) -> Change:
    """Merge two changes of a cohort into one."""
    whole = one.exercises is None or other.exercises is None
    return Change(
        one.cohort,
        None if whole else (one.exercises or frozenset()) | (other.exercises or frozenset()),
        max(one.room, other.room),
        max(one.shut_out, other.shut_out),
        max(one.number, other.number),
        max(one.room_number, other.room_number),
    )


def _as_json(change: Change) -> list[Any]:
    exercises = None if change.exercises is None else sorted(change.exercises)
    return [change.cohort, exercises, *change[2:]]


def _parts(of: list[Any], most: int) -> Iterator[list[Any]]:
    for start in range(0, len(of), most):
        yield of[start : start + most]
