"""Pages without a browser: a real store, and the cookies that a browser would send."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import Store, keys
from data.cohorts import Cohort
from exercises.content import FIRST_LANGUAGE
from exercises.roles.answer import RIGHT, Roles
from pages.facilitator.parts import walk
from pages.http import running
from pages.http.live.presence import Follower, Stream
from pages.http.live.signal import LiveSignal
from pages.http.running import Running
from pages.shared import language
from pages.shared.identity import who

ROOT = Path(__file__).parents[2]
HOST_KEY = "a-host-key-for-tests-only"

Visit = Callable[..., AppTest]
ANSWER = Roles(roles={**RIGHT, "two_offers": "mentor"})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(str(tmp_path / "workshop.duckdb"))
    running.begin(Running(store, HOST_KEY))
    yield store
    running.end()
    store.close()


@pytest.fixture(autouse=True)
def fresh_caches() -> None:
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def english() -> None:
    """AppTest reads option labels on the test's own thread, where no language is set."""
    language._here.language = FIRST_LANGUAGE


@pytest.fixture
def visit(store: Store, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page with the given cookies; fail on any exception."""

    def open_page(page: str = "", **cookies: str) -> AppTest:
        monkeypatch.setattr(who, "_cookies", lambda: cookies)
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=20).run()
        if page:
            app.switch_page(page).run()
        assert not app.exception
        return app

    return open_page


@pytest.fixture
def room(store: Store) -> tuple[Cohort, str, list[str]]:
    """A room of four, its facilitator's key, and the attendees' keys."""
    cohort, facilitator = store.cohorts.create("Spring", 3)
    people = [keys.mint_key() for _ in range(4)]
    for key in people:
        store.cohorts.join(key, cohort.code)
        store.answers.save(key, cohort.code, "roles", ANSWER)
    return cohort, facilitator, people


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A facilitator who waits two seconds between presses."""
    monkeypatch.setattr(walk, "PAUSE", timedelta())


@contextmanager
def all_here(store: Store, cohort: Cohort, people: Sequence[str]) -> Iterator[None]:
    """Let everyone follow the room, as if their phones were open."""

    async def begin() -> LiveSignal:
        live = LiveSignal(store.changes, store.rooms.state)
        for key in people:
            live._present.enter(Stream(cohort.code, "room", Follower(keys.fingerprint(key), "")))
        return live

    with asyncio.Runner() as loop:
        running.begin(Running(store, HOST_KEY, loop.run(begin())))
        try:
            yield
        finally:
            running.end()
