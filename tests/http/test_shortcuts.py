"""A change that affects nothing else is saved without a run, with exactly the same result."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from random import Random

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg

from exercises import AGENDA
from exercises.closing.answer import ITEMS
from exercises.exercise import MAX_NAME
from exercises.goals import WORDING as WORDING_OF_GOALS
from exercises.mentor_criteria import WORDING as WORDING_OF_CRITERIA
from exercises.mentor_criteria.answer import CRITERIA
from exercises.pitch import WORDING as WORDING_OF_PITCH
from exercises.roles.answer import SCENARIOS
from pages.wording import WORDING
from tests.load import asking, leading
from tests.load.cohort import Cohort
from tests.load.screen import Screen
from tests.load.tab import Tab
from tests.load.walks import walk_of
from tests.load.widgets import ORDER, Value, name_of
from tests.server import Server

CHANGES = 15
SLUGS = [exercise.slug for exercise in AGENDA]
A_FEW = 2  # a reordered ranking needs a run to leave the page, or it would come back


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(Path(tmp_path_factory.mktemp("shortcuts"))) as running:
        yield running


@pytest.fixture(scope="module")
def cohort(server: Server) -> Cohort:
    return Cohort(server.url)


class Hasty(Tab):
    """A tab that sends without waiting for a response."""

    def only_asks(self) -> None:
        """Stop following the room, except on request."""
        if self._live:
            self._live.close()

    def news(self) -> bytes:
        """Ask for news of the room."""
        return self._message(self._changed)

    def tap(self, values: dict[str, Value]) -> bytes:
        """Set these widgets, all at once."""

        def fill(ask: BackMsg) -> None:
            for widget, value in values.items():
                self._set(widget, value, ask)

        return self._message(fill)

    def turn(self, page: str) -> bytes:
        """Go to a page by its link."""
        return asking.message(
            self.server, self.screen.large, asking.turning(self.screen.pages[page])
        )

    async def say(self, message: bytes) -> None:
        """Send a message and wait for nothing."""
        assert self._socket
        await self._socket.send(message)

    async def until_quiet(self) -> None:
        """Read messages until no more arrive."""
        assert self._socket
        with suppress(TimeoutError):
            while True:
                async with asyncio.timeout(1):
                    await self._take_in(self._socket)

    def _message(self, fill: asking.Fill) -> bytes:
        def fill_all(ask: BackMsg) -> None:
            fill(ask)
            ask.rerun_script.page_script_hash = self.screen.page
            ask.rerun_script.widget_states.widgets.extend(self.screen.states.values())

        return asking.message(f"{self.server}/{self.screen.path}", self.screen.large, fill_all)


async def joined(server: Server, cohort: Cohort) -> Hasty:
    tab = Hasty(server.url)
    await tab.enter(f"/join/{cohort.code}")
    await tab.open()
    return tab


async def on_reload(tab: Tab, page: str) -> Screen:
    """Return the same person's page in a fresh browser."""
    again = Tab(tab.server, tab.cookie)
    await again.open(page)
    await again.close()
    return again.screen


async def led_by(room: Cohort) -> Tab:
    """Return the facilitator's page that leads a room."""
    facilitator = Tab(room.server)
    await facilitator.enter(f"/facilitate/{room.facilitator_key}")
    await facilitator.open()
    await facilitator.go("cohort")
    return facilitator


def seen(screen: Screen) -> list[tuple[str, str]]:
    """Return the words on the page in order, except the time they were saved."""
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
        assert seen(tab.screen) == seen(await on_reload(tab, slug))
        assert ran <= A_FEW
        await tab.close()

    asyncio.run(scenario())


def test_what_is_offered_to_a_pitch_follows_what_one_writes_and_takes_away_again(
    server: Server, cohort: Cohort
) -> None:
    asks = WORDING_OF_PITCH.in_("en").ask_kinds
    first, second, *_ = asks.values()
    changes: list[tuple[str, Value]] = [
        ("who-0", "Who I am"),
        ("kind", [first.name]),  # from now on it's offered for the ask
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
            again = await on_reload(tab, "pitch")
            assert seen(tab.screen) == seen(again), (widget, value)
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
        kept = await on_reload(tab, "mentor_criteria")
        assert order_on(kept) == order_on(tab.screen) == [*picked]
        await tab.close()

    asyncio.run(scenario())


def test_an_order_that_was_touched_while_it_was_leaving_does_not_come_back_either(
    server: Server, cohort: Cohort
) -> None:
    *three, fourth = CRITERIA[:4]
    names = [WORDING_OF_CRITERIA.in_("en").criteria[c].name for c in CRITERIA[:4]]
    of_three, of_four = (f"order-{'-'.join(sorted(of))}" for of in (three, CRITERIA[:4]))

    async def scenario() -> list[str]:
        tab = await joined(server, cohort)
        await tab.go("mentor_criteria")
        await tab.change("pick", names[:3])
        adds, moves = tab.tap({"pick": names}), tab.tap({of_three: [three[1], three[0], three[2]]})
        await tab.say(adds)
        await tab.say(moves)
        await tab.until_quiet()
        await tab.change(of_four, [three[2], fourth, three[1], three[0]])
        await tab.change("pick", names[:3])
        order = order_on(await on_reload(tab, "mentor_criteria"))
        await tab.close()
        return order

    assert asyncio.run(scenario()) == [three[2], three[1], three[0]]


def order_on(screen: Screen) -> list[str]:
    """Return the qualities in the page's order."""
    held = [of.element for of in screen.shown.values() if of.kind == ORDER]
    (ranking,) = (of for of in held if name_of(of).startswith("order-"))
    return [line["id"] for line in json.loads(ranking.json)["lines"]]


@pytest.mark.parametrize("late", [0, 4, 8, 12, 16, 24, 40], ids="{} ms".format)
def test_a_tap_on_a_page_that_one_is_just_taken_from_is_kept_and_one_is_taken_all_the_same(
    server: Server, late: int
) -> None:
    room = Cohort(server.url)
    widget, value = "recommend", ["7"]

    async def scenario() -> tuple[str, Value]:
        facilitator = await led_by(room)
        await leading.look_at(facilitator, "roles")
        tab = await joined(server, room)
        await tab.go("closing")
        await tab.change(widget, ["3"])
        tab.only_asks()
        await leading.press(facilitator, "here", "roles")
        await tab.say(tab.news())
        await asyncio.sleep(late / 1000)
        await tab.say(tab.tap({widget: value}))
        await tab.until_quiet()
        here, kept = tab.screen.path, (await on_reload(tab, "closing")).value(widget)
        for one in (facilitator, tab):
            await one.close()
        return here, kept

    assert asyncio.run(scenario()) == ("roles", value)


def test_every_page_has_a_part_of_its_own(server: Server, cohort: Cohort) -> None:
    async def scenario() -> list[tuple[str, str]]:
        tab, parts = await joined(server, cohort), []
        for slug in SLUGS:
            await tab.go(slug)
            found = {of.fragment for of in tab.screen.shown.values()} - {""}
            parts += [(fragment, slug) for fragment in sorted(found)]
        await tab.close()
        return parts

    parts = asyncio.run(scenario())
    assert {slug for _, slug in parts} == set(SLUGS)
    assert len(dict(parts)) == len(parts), "two pages share one"


@pytest.mark.parametrize("to", ["roles", "pitch"])
@pytest.mark.parametrize("names", ["the page that is left", "the page to come"])
def test_a_tap_on_a_page_that_is_still_shown_while_the_next_one_is_drawn_is_kept(
    server: Server, cohort: Cohort, to: str, names: str
) -> None:
    widget, value = "recommend", ["7"]

    async def scenario() -> tuple[str, Value]:
        tab = await joined(server, cohort)
        await tab.go("closing")
        await tab.change(widget, ["3"])
        tab.only_asks()
        turn = tab.turn(to)
        if names == "the page to come":
            tab.screen.page = tab.screen.pages[to]
        tap = tab.tap({widget: value})
        for message in (turn, tap):
            await tab.say(message)
        await tab.until_quiet()
        here, kept = tab.screen.path, (await on_reload(tab, "closing")).value(widget)
        await tab.close()
        return here, kept

    assert asyncio.run(scenario()) == (to, value)


def test_a_tap_on_an_empty_card_is_kept_though_one_leaves_by_a_link_at_once(
    server: Server, cohort: Cohort
) -> None:
    widget, purpose = "purpose-00000001", WORDING_OF_GOALS.in_("en").purposes["network"]

    async def scenario() -> tuple[str, Value]:
        tab = await joined(server, cohort)
        await tab.go("goals")
        await tab.say(tab.tap({widget: [purpose]}))
        await tab.say(tab.turn("roles"))
        await tab.until_quiet()
        here, kept = tab.screen.path, (await on_reload(tab, "goals")).value(widget)
        await tab.close()
        return here, kept

    assert asyncio.run(scenario()) == ("roles", [purpose])


def test_a_tap_behind_news_on_a_page_that_one_has_just_left_does_not_throw_one_back(
    server: Server, cohort: Cohort
) -> None:
    widget, value = "recommend", ["7"]

    async def scenario() -> tuple[str, Value]:
        tab = await joined(server, cohort)
        await tab.go("closing")
        tab.only_asks()
        for message in (tab.turn("roles"), tab.news(), tab.tap({widget: value})):
            await tab.say(message)
        await tab.until_quiet()
        here, kept = tab.screen.path, (await on_reload(tab, "closing")).value(widget)
        await tab.close()
        return here, kept

    assert asyncio.run(scenario()) == ("roles", value)


def test_a_name_that_is_too_long_stays_a_draft_in_the_browser(
    server: Server, cohort: Cohort
) -> None:
    widget, name = "name-00000001", "n" * (MAX_NAME + 1)

    async def scenario() -> tuple[list[str], set[str]]:
        tab = await joined(server, cohort)
        await tab.go("find_mentors")
        for change in islice(walk_of("find_mentors")(Random(1)), 2):
            await tab.change(change.widget, change.value)
        await tab.say(tab.tap({widget: name}))
        await tab.until_quiet()
        await tab.close()
        return tab.screen.complaints, told_to_be_stored(tab.screen)

    complaints, stored = asyncio.run(scenario())
    assert complaints
    assert name not in stored


def told_to_be_stored(screen: Screen) -> set[str]:
    """Return the texts that the browser was told are stored."""
    components = [of.element for of in screen.shown.values() if of.kind == ORDER]
    told = [json.loads(of.json) for of in components if of.component_name.endswith("keeper")]
    return {text for fields in told for text in fields["fields"].values()}


def test_words_that_come_with_the_tap_on_another_goal_are_kept(
    server: Server, cohort: Cohort
) -> None:
    words, said = "words-00000001", "I can prepare"

    async def scenario() -> Value:
        tab = await joined(server, cohort)
        await tab.go("goals")
        for number, goal in enumerate(("Present my work", "Know ten people"), start=1):
            await tab.change(f"sentence-0000000{number}", goal)
        await tab.go("self_assessment")
        await tab.say(tab.tap({words: said, "which": ["2 · Know ten people"]}))
        await tab.until_quiet()
        kept = (await on_reload(tab, "self_assessment")).value(words)
        await tab.close()
        return kept

    assert asyncio.run(scenario()) == said


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
