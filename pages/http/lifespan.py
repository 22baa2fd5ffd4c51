"""Startup and shutdown: opens the store, prints the links, and closes the store."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from typing import Any

from streamlit import config

from data import Store, keys
from data.faults import StoreFault, without_password
from exercises import overlay
from pages.http import logs, process, running
from pages.http.links import facilitator_url, host_url
from pages.http.live.signal import LiveSignal
from pages.http.patches import registry
from pages.http.routes import backup
from pages.http.running import Running
from pages.http.settings import settings
from pages.http.tasks import rehearsal, sample
from pages.http.tasks.retention import expiring
from pages.http.tasks.tidying import tidying
from pages.wording import WORDING


class CannotStart(Exception):
    """The server can't start; `one_line` says why and what to do, and is all that's printed."""

    def __init__(self, one_line: str) -> None:
        super().__init__(one_line)
        self.one_line = one_line


@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any] | None]:
    """Run the workshop while the server runs."""
    process.prepare()
    logs.begin(settings().log)
    registry.fit(settings())
    backup.remove_left()
    host_key = settings().host_key or keys.mint_key()
    with closing(_opened(settings().store)) as store, _live(store).running() as live:
        running.begin(Running(store, host_key, live))
        try:
            with _in_one_line(settings().store):
                store.rehearsals.end_all()
                _print_links(store, host_key)
                _tell_of_unused_words()
            async with expiring(store), tidying(store):
                with process.collecting(asyncio.get_running_loop()):
                    yield None
        finally:
            rehearsal.stop()
            running.end()


def _live(store: Store) -> LiveSignal:
    return LiveSignal(store.changes, store.rooms.state, store if store.is_postgres else None)


def _opened(url: str) -> Store:
    with _in_one_line(url):
        store = Store(url)
    for kept in store.kept:
        say(WORDING.in_("en").at_start.kept[kept.why.value].format(file=kept.file))
    if store.leftovers:
        names = ", ".join(str(file) for file in store.leftovers)
        say(WORDING.in_("en").at_start.leftovers.format(files=names))
    return store


@contextmanager
def _in_one_line(url: str) -> Iterator[None]:
    try:
        yield
    except StoreFault as fault:
        words = WORDING.in_("en").store_faults[fault.fault.value]
        raise CannotStart(
            f"{words.at_start.format(store=without_password(url))} ({fault})"
        ) from fault


def _print_links(store: Store, host_key: str) -> None:
    # For whoever sits at this machine; the links that the host shares from there work for others.
    base = settings().public_url or f"http://localhost:{config.get_option('server.port')}"
    told = WORDING.in_("en").at_start
    if settings().host_key:
        # A permanent key must not end up in a log, which others read and nobody deletes.
        say(told.own_host_key.format(url=host_url(base, "")))
    else:
        say(told.host.format(url=host_url(base, host_key)))
    if store.is_postgres and not settings().host_key:
        say(told.host_of_this_process)
    if settings().sample:
        key = sample.fill(store, host_key)
        say(WORDING.in_("en").at_start.sample.format(url=facilitator_url(base, key)))


def _tell_of_unused_words() -> None:
    if unused := overlay.without_place():
        keys_told = "; ".join(unused)
        say(WORDING.in_("en").at_start.unused_content.format(keys=keys_told))


def say(line: str) -> None:
    """Print a line for whoever started the server, unbuffered even into a file."""
    print(line, file=sys.stdout, flush=True)  # noqa: T201
