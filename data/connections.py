"""Connections to PostgreSQL: a pool, and the transaction that each thread is in."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from math import inf
from typing import Any, Final, LiteralString, TypeVar

import psycopg
from psycopg_pool import ConnectionPool, PoolTimeout

from data.deadlines import SECONDS, Connection, Deadlines
from data.dialect import as_fault, is_lost
from data.faults import StoreFault

T = TypeVar("T")

MOST: Final = 10
"""How many connections a process holds at most, beside the one that listens."""

_WAIT_SECONDS: Final = 4.0  # for a connection from the pool
_CONNECT_SECONDS: Final = 4
# For a few seconds after a connection was lost, until one works again, requests wait less: a page
# makes several in a row, and would otherwise wait this long for each of them.
_SUSPECT_SECONDS: Final = 5.0
_WAIT_WHEN_SUSPECT_SECONDS: Final = 1.0
_DEADLINE_WHEN_SUSPECT_SECONDS: Final = 2.0
# After PostgreSQL restarts, all idle connections are dead, and fail at once.
_ANOTHER_FOR_SECONDS: Final = 1.0

# A dead network raises nothing by itself.
PATIENCE: Final[dict[str, Any]] = {
    "autocommit": True,
    "connect_timeout": _CONNECT_SECONDS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": round(SECONDS * 1000),
}
# Neither does a process that hangs halfway and keeps a gate closed.
_OF_THE_SERVER: Final = (
    "SET statement_timeout = '8s'; SET idle_in_transaction_session_timeout = '15s'"
)


# It would complain several times a second, and anyone who asks for a connection is told anyway.
logging.getLogger("psycopg.pool").setLevel(logging.ERROR)


class Connections:
    """This process's connections to one PostgreSQL."""

    def __init__(self, url: str) -> None:
        """Connect; raise StoreFault if that fails."""
        self._url, self._lost_at = url, -inf
        with self._faults():
            psycopg.connect(url, **PATIENCE).close()  # a pool wouldn't say why it can't connect
        self._here = threading.local()
        self._deadlines = Deadlines()
        self._pool = ConnectionPool(
            url,
            min_size=2,
            max_size=MOST,
            timeout=_WAIT_SECONDS,
            reconnect_timeout=1.0,  # then the next request starts again
            kwargs={**PATIENCE, "application_name": "workshop"},
            configure=_configure,
            open=True,
        )

    def close(self) -> None:
        """Close all of them."""
        self._deadlines.end()
        self._pool.close(timeout=2)

    def stats(self) -> dict[str, int]:
        """Return the pool's statistics."""
        return self._pool.get_stats()

    def ask(self, do: Callable[[Connection], T]) -> T:
        """Return what `do` reads on a connection: in this thread's transaction, or on any.

        It may run twice, if the first connection turns out to be dead.
        """
        if self._in_transaction:
            with self._faults(), self._in_time(self._here.connection) as connection:
                return do(connection)
        stack, _, brought = self._taken(do)
        with self._faults():
            stack.close()
        return brought

    @contextmanager
    def together(self, begin: LiteralString = "") -> Iterator[None]:
        """Run everything this thread asks for in one transaction that starts with `begin`.

        Inside a transaction, join that one instead.
        """
        if self._in_transaction:
            self.ask(lambda connection: connection.execute(begin or "SELECT"))
            yield
            return
        begin = f"BEGIN; {self._timeout}; {begin}"
        stack, connection, _ = self._taken(lambda connection: connection.execute(begin))
        self._here.connection, self._here.afterwards = connection, []
        try:
            with self._faults(), self._ended(stack, connection):
                yield
        finally:
            self._here.connection = None
            for do in self._here.afterwards:
                do()

    @contextmanager
    def of_its_own(self) -> Iterator[Connection]:
        """Yield a connection outside the pool, for slow work."""
        with self._faults(), psycopg.connect(self._url, **PATIENCE) as connection:
            yield connection

    @contextmanager
    def patient(self) -> Iterator[None]:
        """Let this thread wait for as long as it takes, as for another process that migrates."""
        self._here.patient = True
        try:
            yield
        finally:
            self._here.patient = False

    def afterwards(self, do: Callable[[], None]) -> None:
        """Do this after this thread's transaction ends, well or not; without one, do it now."""
        if self._in_transaction:
            self._here.afterwards.append(do)
        else:
            do()

    @contextmanager
    def _ended(self, stack: ExitStack, connection: Connection) -> Iterator[None]:
        with stack:  # rolls back on failure
            yield
            with self._in_time(connection):
                connection.execute("COMMIT")

    def _taken(self, first: Callable[[Connection], T]) -> tuple[ExitStack, Connection, T]:
        """Take a connection on which the first statement works, and return its result too."""
        until = time.monotonic() + _ANOTHER_FOR_SECONDS
        while True:
            try:
                with ExitStack() as stack:
                    wait = _WAIT_WHEN_SUSPECT_SECONDS if self._is_suspect else _WAIT_SECONDS
                    connection = stack.enter_context(self._pool.connection(wait))
                    with self._in_time(connection):
                        brought = first(connection)
                    self._lost_at = -inf
                    return stack.pop_all(), connection, brought
            except psycopg.Error as error:
                another = is_lost(error) and not isinstance(error, PoolTimeout)
                if not another or time.monotonic() > until:
                    raise self._fault(error) from error

    @contextmanager
    def _in_time(self, connection: Connection) -> Iterator[Connection]:
        if self._is_patient:
            yield connection
        else:
            seconds = _DEADLINE_WHEN_SUSPECT_SECONDS if self._is_suspect else SECONDS
            with self._deadlines.of(connection, seconds):
                yield connection

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except psycopg.Error as error:
            raise self._fault(error) from error

    def _fault(self, error: psycopg.Error) -> StoreFault:
        if is_lost(error):
            self._lost_at = time.monotonic()
        return as_fault(error)

    @property
    def _is_suspect(self) -> bool:
        return time.monotonic() - self._lost_at < _SUSPECT_SECONDS

    @property
    def _in_transaction(self) -> bool:
        return getattr(self._here, "connection", None) is not None

    @property
    def _is_patient(self) -> bool:
        return getattr(self._here, "patient", False)

    @property
    def _timeout(self) -> LiteralString:
        return "SET LOCAL statement_timeout = 0" if self._is_patient else "SELECT"


def _configure(connection: Connection) -> None:
    connection.execute(_OF_THE_SERVER)
