"""The benchmark itself works: what attendees saw as *Saved* is in the store. It times nothing."""

import asyncio
import tempfile
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from exercises import AGENDA
from tests.cluster import Cluster
from tests.load import led, reconnect
from tests.load.figures import Figures
from tests.load.room import Room, room, room_at
from tests.load.verdict import Verdict, table
from tests.load.walks import walk_of

pytestmark = pytest.mark.alone

PEOPLE = 10
SECONDS = 4.0
PAGES = [exercise.slug for exercise in AGENDA[:2]]
# More than the 128 lost sessions that Streamlit remembers.
MORE_THAN_REMEMBERED = 140


@pytest.mark.parametrize("slug", [exercise.slug for exercise in AGENDA])
def test_every_exercise_has_a_walk(slug: str) -> None:
    assert callable(walk_of(slug))


def test_what_ten_attendees_saved_is_in_the_store() -> None:
    figures = asyncio.run(_ten_attendees(room()))
    assert figures.saves > PEOPLE
    assert figures.errors == {}
    assert figures.lost == []


def test_what_ten_attendees_saved_at_two_processes_is_in_their_store() -> None:
    with tempfile.TemporaryDirectory(prefix="workshop-cluster-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL and nginx get into it as users of their own
        with Cluster(Path(folder) / "cluster") as cluster:
            figures = asyncio.run(_ten_attendees(room_at(cluster)))
    assert figures.saves > PEOPLE / 2
    assert figures.errors == {}
    assert figures.lost == []


async def _ten_attendees(opened: AbstractAsyncContextManager[Room]) -> Figures:
    async with opened as here:
        await here.watch("cohort")
        await here.fill(PEOPLE, lambda attendee: attendee.live(0.3, *PAGES))
        return await here.settle(await here.measure(SECONDS))


def test_ten_attendees_are_led_through_two_exercises_and_lose_nothing() -> None:
    # Two presses within two seconds count as one.
    steps = asyncio.run(led.led(PEOPLE, 0.5, 4.0, PAGES, talk=2.5))
    for step in steps:
        assert step.figures.saves > PEOPLE / 2
        assert max(step.arrived) < 60
    assert steps[-1].figures.errors == {}
    assert steps[-1].figures.lost == []


def test_more_than_streamlit_remembers_lose_their_network_and_come_back_as_themselves() -> None:
    lost = reconnect.reconnect(MORE_THAN_REMEMBERED, 1.0, within=3.0, slugs=PAGES[:1], times=1)
    back = asyncio.run(lost)
    assert len(back.took) == back.people
    assert back.remembered < back.people
    assert (back.strangers, back.forgotten, back.lost, back.errors) == ([], [], [], {})


def test_the_table_says_what_fell_short() -> None:
    told = table([Verdict("p95", "700 ms", "<= 500 ms", False), Verdict("p50", "20 ms")])
    assert told.splitlines()[1].split() == ["p95", "700", "ms", "<=", "500", "ms", "SHORT"]
