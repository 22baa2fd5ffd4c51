"""A change that alters nothing else is kept without a run, and nobody can tell the difference."""

import asyncio
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import httpx
import pytest

from exercises import AGENDA
from exercises.closing.answer import ITEMS
from exercises.mentor_criteria import WORDING as WORDING_OF_CRITERIA
from exercises.mentor_criteria.answer import CRITERIA
from exercises.pitch import WORDING as WORDING_OF_PITCH
from exercises.roles.answer import SCENARIOS
from pages.wording import WORDING
from tests.load.cohort import Cohort
from tests.load.screen import Screen
from tests.load.tab import Tab
from tests.load.walks import walk_of
from tests.load.widgets import ORDER, Value, name_of
from tests.server import Server

CHANGES = 15
SLUGS = [exercise.slug for exercise in AGENDA]
A_FEW = 2  # an order that was touched leaves the page by a run, or it would come back


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(Path(tmp_path_factory.mktemp("shortcuts"))) as running:
        yield running


@pytest.fixture(scope="module")
def cohort(server: Server) -> Cohort:
    return Cohort(server.url)


async def joined(server: Server, cohort: Cohort) -> Tab:
    tab = Tab(server.url)
    await tab.enter(f"/join/{cohort.code}")
    await tab.open()
    return tab


def seen(screen: Screen) -> list[tuple[str, str]]:
    """Return the words on the page in their order, but for when they were saved."""
    told = [
        (of.kind, str(getattr(of.element, "body", "") or getattr(of.element, "label", "")))
        for _, of in sorted(screen.shown.items())
    ]
    return [(kind, body) for kind, body in told if body and ":material/check:" not in body]


@pytest.mark.parametrize("slug", SLUGS)
def test_after_changes_without_a_run_one_sees_what_a_reload_shows(
    server: Server, cohort: Cohort, slug: str
) -> None:
    async def scenario() -> None:
        tab = await joined(server, cohort)
        await tab.go(slug)
        runs, ran = tab.screen.runs, 0
        for change in islice(walk_of(slug)(Random(slug)), CHANGES):
            await asyncio.sleep(0.25)
            said = await tab.change(change.widget, change.value)
            assert said.saved_after is not None, "the page says that it is saved"
            ran, runs = ran + (tab.screen.runs > runs), tab.screen.runs
        again = Tab(server.url, tab.cookie)
        await again.open(slug)
        assert seen(tab.screen) == seen(again.screen)
        assert ran <= A_FEW
        await tab.close()
        await again.close()

    asyncio.run(scenario())


def test_what_is_offered_to_a_pitch_follows_what_one_writes_and_takes_away_again(
    server: Server, cohort: Cohort
) -> None:
    asks = WORDING_OF_PITCH.in_("en").ask_kinds
    first, second, *_ = asks.values()
    changes: list[tuple[str, Value]] = [
        ("who-0", "Who I am"),
        ("kind", [first.name]),  # and from now on that is offered to the ask
        ("ask-0", "My own words"),
        ("ask-0", ""),
        ("kind", [second.name]),
        ("ask-0", "Others of mine"),
    ]

    async def scenario() -> None:
        tab = await joined(server, cohort)
        await tab.go("pitch")
        for widget, value in changes:
            await tab.change(widget, value)
            again = Tab(server.url, tab.cookie)
            await again.open("pitch")
            assert seen(tab.screen) == seen(again.screen), (widget, value)
            await again.close()
        await tab.close()

    asyncio.run(scenario())


def test_a_quality_picked_anew_comes_last_whatever_order_it_once_stood_in(
    server: Server, cohort: Cohort
) -> None:
    picked = CRITERIA[:3]
    names = [WORDING_OF_CRITERIA.in_("en").criteria[c].name for c in picked]
    moved = [picked[2], picked[0], picked[1]]
    changes: list[tuple[str, Value]] = [
        ("pick", names),
        (f"order-{'-'.join(sorted(picked))}", moved),
        ("pick", names[:2]),
        ("pick", names),
    ]

    async def scenario() -> None:
        tab = await joined(server, cohort)
        await tab.go("mentor_criteria")
        for widget, value in changes:
            assert (await tab.change(widget, value)).saved_after is not None
        kept = Tab(server.url, tab.cookie)
        await kept.open("mentor_criteria")
        assert order_on(kept.screen) == order_on(tab.screen) == [*picked]
        await tab.close()
        await kept.close()

    asyncio.run(scenario())


def order_on(screen: Screen) -> list[str]:
    """Return the qualities in the order in which the page has them."""
    held = [of.element for of in screen.shown.values() if of.kind == ORDER]
    (ranking,) = (of for of in held if name_of(of).startswith("order-"))
    return [line["id"] for line in json.loads(ranking.json)["lines"]]


def test_two_pages_of_one_person_still_overwrite_nothing_of_each_other(
    server: Server, cohort: Cohort
) -> None:
    given: dict[str, Value] = {f"now-{ITEMS[0]}": ["4"], "recommend": ["7"]}

    async def scenario() -> dict[str, Value]:
        one = await joined(server, cohort)
        await one.go("closing")
        other = Tab(server.url, one.cookie)
        await other.open("closing")
        for tab, (widget, value) in zip((one, other), given.items(), strict=True):
            await tab.change(widget, value)
        again = Tab(server.url, one.cookie)
        await again.open("closing")
        shown = {widget: again.screen.value(widget) for widget in given}
        for tab in (one, other, again):
            await tab.close()
        return shown

    assert asyncio.run(scenario()) == given


def test_who_changes_something_in_a_room_that_is_gone_is_told_and_nothing_is_kept(
    server: Server,
) -> None:
    room = Cohort(server.url)

    async def scenario() -> Tab:
        tab = await joined(server, room)
        await tab.go("roles")
        await tab.change(SCENARIOS[0], ["Mentor"])
        httpx.delete(
            f"{server.url}/api/cohorts/{room.code}",
            headers={"Authorization": f"Bearer {room.facilitator_key}"},
        ).raise_for_status()
        await tab.change(SCENARIOS[0], ["Coach"])
        await tab.close()
        return tab

    tab = asyncio.run(scenario())
    assert tab.screen.says(WORDING.in_("en").house.room_gone)
    with pytest.raises(KeyError):
        tab.screen.widget(SCENARIOS[0])
