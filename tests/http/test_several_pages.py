"""One person with two pages open: each keeps its own changes, and shows the other's."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random

import pytest

from exercises import AGENDA
from exercises.find_mentors import WORDING as FIND_MENTORS
from exercises.mentor_criteria import WORDING as MENTOR_CRITERIA
from exercises.myths import WORDING as MYTHS
from exercises.nurture import WORDING as NURTURE
from pages.wording import WORDING
from tests.http.test_shortcuts import Hasty, on_reload, told_to_be_stored
from tests.load.cohort import Cohort
from tests.load.screen import Screen
from tests.load.tab import Tab
from tests.load.walks import walk_of
from tests.load.widgets import HOLDS_VALUE, Value, name_of
from tests.server import Server

FIRST, SECOND, THIRD, *_ = [q.name for q in MENTOR_CRITERIA.in_("en").criteria.values()]
TRIED, LATER, NEVER = (state.name for state in FIND_MENTORS.in_("en").states.values())
TRUE, FALSE = MYTHS.in_("en").told().options.values()
MONTHLY = NURTURE.in_("en").cadences["monthly"]
CHANGES = 8
CASES: dict[str, tuple[tuple[str, Value], Value, tuple[str, Value]]] = {
    # What both begin with; what the other page makes of it; what this one changes without having
    # heard of that.
    "roles": (("two_offers", ["Coach"]), ["Mentor"], ("first_team", ["Mentor"])),
    "goals": (("guidance-00000001", "How"), "How to begin", ("sentence-00000001", "Lead")),
    "self_assessment": (("words-00000001", "I"), "I prepare", ("readiness-00000001", ["3"])),
    "mentor_criteria": (("breakers", [FIRST]), sorted([FIRST, SECOND]), ("pick", [THIRD])),
    "find_mentors": (("name-00000001", "A"), "Asha", ("action-00000001", "Write")),
    "routes": (("events", [TRIED]), [LATER], ("networks", [NEVER])),
    "pitch": (("who-0", "I"), "I am Bo", ("why-0", "To lead")),
    "nurture": (("own-question", "Why"), "Why so?", ("cadence", [MONTHLY])),
    "clauses": (("topic-00000001", "Hello"), "Welcome", ("minutes-00000001", 5)),
    "myths": (("long_term", [TRUE]), [FALSE], ("anyone_can", [TRUE])),
    "closing": (("now-goals", ["2"]), ["4"], ("now-pitch", ["3"])),
    "commitment": (("commitment", "Write"), "Write to Asha", ("recommend", ["7"])),
}
PAGES = {"routes": "find_mentors", "clauses": "nurture", "commitment": "closing"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(Path(tmp_path_factory.mktemp("several"))) as running:
        yield running


async def pages_of_one(server: Server, page: str, begun: tuple[str, Value]) -> tuple[Tab, Tab]:
    """Return two open pages of someone who has begun there, the first of which they began on."""
    one = Tab(server.url)
    await one.enter(f"/join/{Cohort(server.url).code}")
    await one.open(page)
    await one.change(*begun)
    two = Tab(server.url, one.cookie)
    await two.open(page)
    return one, two


async def shown_anew(tab: Tab, page: str, *widgets: str) -> list[Value]:
    """Return what someone sees on a newly opened page."""
    again = Tab(tab.server, tab.cookie)
    await again.open(page)
    await again.close()
    return [again.screen.value(widget) for widget in widgets]


def test_every_exercise_is_tried() -> None:
    assert {PAGES.get(case, case) for case in CASES} == {exercise.slug for exercise in AGENDA}


@pytest.mark.parametrize("case", CASES)
def test_a_page_that_has_not_heard_of_it_takes_nothing_back(server: Server, case: str) -> None:
    begun, theirs, mine = CASES[case]
    page, widgets = PAGES.get(case, case), (begun[0], mine[0])

    async def scenario() -> tuple[list[Value], list[Value], bool]:
        one, two = await pages_of_one(server, page, begun)
        await two.change(begun[0], theirs)
        await one.change(*mine)
        stored = await shown_anew(one, page, *widgets)
        shown = [one.screen.value(widget) for widget in widgets]
        tells = one.screen.says(WORDING.in_("en").saving.elsewhere.partition("{")[0])
        for tab in (one, two):
            await tab.close()
        return stored, shown, tells

    stored, shown, tells = asyncio.run(scenario())
    assert stored == [theirs, mine[1]]
    assert shown == stored, "and it shows what is stored"
    assert tells, "and says so"


@pytest.mark.parametrize("case", ["roles", "goals", "find_mentors", "closing"])
@pytest.mark.parametrize("meanwhile", [True, False], ids=["changed elsewhere", "only reloaded"])
def test_what_was_tapped_without_a_server_is_kept_and_nothing_newer_is_lost(
    tmp_path: Path, case: str, *, meanwhile: bool
) -> None:
    begun, theirs, mine = CASES[case]
    page, widgets = PAGES.get(case, case), (begun[0], mine[0])

    async def scenario(server: Server) -> list[Value]:
        first, other = await pages_of_one(server, page, begun)
        one = Hasty(server.url, first.cookie)  # it shows what another page saved
        await one.open(page)
        if meanwhile:
            await other.change(begun[0], theirs)
        for tab in (one, other, first):
            await tab.lose()
        server.kill()
        server.start()
        one.tap({mine[0]: mine[1]})
        await one.come_back()
        await one.say(one.news())
        async with asyncio.timeout(30):
            stored = None
            while stored != [one.screen.value(widget) for widget in widgets]:
                await one.until_quiet()
                stored = await shown_anew(one, page, *widgets)
        await one.close()
        return stored

    with Server(tmp_path) as server:
        assert asyncio.run(scenario(server)) == [theirs if meanwhile else begun[1], mine[1]]


def values(screen: Screen) -> dict[str, Value]:
    """What every visible input on a page shows."""
    names = [
        name_of(of.element)
        for of in screen.shown.values()
        if of.kind in HOLDS_VALUE and not name_of(of.element).startswith(("tab", "seen"))
    ]
    return {name: screen.value(name) for name in names}


@pytest.mark.parametrize("slug", [exercise.slug for exercise in AGENDA])
def test_after_each_change_on_either_page_it_shows_what_is_stored(
    server: Server, slug: str
) -> None:
    rng = Random(slug)
    texts = [case[0] for name, case in CASES.items() if PAGES.get(name, name) == slug]
    widgets = [widget for widget, value in texts if isinstance(value, str)]

    async def scenario() -> int:
        one, two = await pages_of_one(server, slug, texts[0])
        tried = 0
        for change in islice(walk_of(slug)(rng), CHANGES):
            tab, widget = rng.choice((one, two)), change.widget
            if not tab.screen.has(widget):
                continue  # a ranking of what the other page picked
            typed = [(w, f"{tried} {w}") for w in widgets if rng.random() < 0.5]
            for name, value in [(widget, change.value), *typed]:
                await asyncio.sleep(0.2)
                await tab.change(name, value)
            stored = await on_reload(tab, slug)
            assert values(tab.screen) == values(stored)
            assert told_to_be_stored(tab.screen) == told_to_be_stored(stored)
            tried += 1
        for tab in (one, two):
            await tab.close()
        return tried

    assert asyncio.run(scenario()) > CHANGES / 2
