"""A tap overtakes its own phone's redraw, which then draws the page once, as the tap left it."""

import asyncio
import time
from contextlib import suppress
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.http.middleware.conversation import (
    MESSAGE_BURST,
    MESSAGES_PER_SECOND,
    PASSING,
    Conversation,
)
from pages.http.middleware.run_scheduler import AT_ONCE, PrioritySemaphore, RunPermit
from tests.middleware.line import Line
from tests.middleware.visitor import rerun

pytestmark = pytest.mark.alone

RUN = rerun()
TAP = BackMsg(rerun_script=ClientState(fragment_id="0" * 32)).SerializeToString()


@pytest.mark.parametrize(
    ("behind", "drawn"), [(TAP, ["tapped", "other"]), (RUN, ["other", "tapped"])]
)
def test_a_page_is_drawn_sooner_when_its_own_phone_taps_meanwhile(
    behind: bytes, drawn: list[str]
) -> None:
    async def scenario() -> list[str]:
        of, order = PrioritySemaphore(), list[str]()
        held = [RunPermit(of) for _ in range(AT_ONCE)]
        for turn in held:
            await turn.take()

        async def draw(name: str, *frames: bytes) -> None:
            line = Line(*({"type": "websocket.receive", "bytes": frame} for frame in frames))
            turn = RunPermit(of)
            await Conversation(line.receive, line.send, turn).receive()
            order.append(name)
            turn.give()

        others = asyncio.create_task(draw("other", RUN, RUN))
        await asyncio.sleep(0.1)
        tapped = asyncio.create_task(draw("tapped", RUN, behind))
        await asyncio.sleep(0.1)
        held[0].give()
        await asyncio.gather(others, tapped)
        return order

    assert asyncio.run(scenario()) == drawn


def asks(
    trigger: str = "",
    *,
    part: str = "",
    page: str = "a page",
    value: str = "",
    clicks: bool = False,
) -> bytes:
    ask = BackMsg()
    ask.rerun_script.fragment_id, ask.rerun_script.page_script_hash = part, page
    given = ask.rerun_script.widget_states.widgets
    if value:
        given.add(id="a field", string_value=value)
    if clicks:
        given.add(id="a button", trigger_value=True)
    if trigger:
        given.add(id="a component", json_trigger_value=trigger)
    return bytes(ask.SerializeToString())


NEWS, KEY = '[{"event": "changed", "value": 1}]', '[{"event": "pressed", "value": 1}]'
PART = "0" * 32


class Hearing:
    """What an app receives from one socket in a full house, message by message."""

    def __init__(self, *frames: bytes, has_run: bool = True) -> None:
        self.turns = PrioritySemaphore()
        self.line = Line(*({"type": "websocket.receive", "bytes": frame} for frame in frames))
        self.conversation = Conversation(self.line.receive, self.line.send, RunPermit(self.turns))
        self.conversation._has_run = has_run

    async def next(self, *, says: bytes = b"") -> bytes:
        """Fill all slots, then free them; return what's received, whose run sends this and ends."""
        held = [RunPermit(self.turns) for _ in range(AT_ONCE)]
        for turn in held:
            await turn.take()
        hearing = asyncio.create_task(self.conversation.receive())
        await asyncio.sleep(0.1)
        assert not hearing.done(), "it waits for its turn"
        for turn in held:
            turn.give()
        heard: bytes = (await hearing)["bytes"]
        await self.conversation.send({"type": "websocket.send", "bytes": says})
        self.conversation._turn.give()
        return heard


@pytest.mark.parametrize(
    ("asked", "behind"),
    [
        (asks(NEWS), asks(part=PART, page="another page")),
        (asks(KEY), asks(part=PART)),
        (asks("no list of events"), asks(part=PART)),
        (asks("[" * 50_000), asks(part=PART)),
        (asks(), asks(part=PART)),
        (asks(NEWS), asks()),
    ],
    ids=["another page", "a key", "nonsense", "too deep", "a link", "nothing given"],
)
def test_what_somebody_asked_for_comes_before_what_they_tapped_afterwards(
    asked: bytes, behind: bytes
) -> None:
    async def scenario() -> list[bytes]:
        hearing = Hearing(asked, behind)
        return [await hearing.next(), await hearing.next()]

    assert asyncio.run(scenario()) == [asked, behind]


def test_a_tap_comes_before_a_redraw_for_news_which_shows_what_the_tap_left() -> None:
    async def scenario() -> list[bytes]:
        taps = (asks(part=PART, value=value, clicks=True) for value in ("newer", "newest"))
        hearing = Hearing(asks(NEWS, value="old"), *taps)
        return [await hearing.next() for _ in range(3)]

    first, second, redraw = asyncio.run(scenario())
    assert first == asks(part=PART, value="newer", clicks=True)
    assert second == asks(part=PART, value="newest", clicks=True)
    assert redraw == asks(NEWS, value="newest")


@pytest.mark.parametrize(("part", "redraws"), [("", False), (PART, True)], ids=["page", "part"])
def test_a_redraw_is_not_needed_any_more_when_the_whole_page_is_drawn_for_the_tap(
    part: str, redraws: bool
) -> None:
    begins = ForwardMsg()
    begins.new_session.page_script_hash = "a page"
    if part:
        begins.metadata.run.fragment_ids.append(part)

    async def scenario() -> bytes:
        next_tap = asks(part=PART, page="another page", value="next")
        hearing = Hearing(asks(NEWS), asks(part=PART), next_tap)
        await hearing.next(says=bytes(begins.SerializeToString()))
        return await hearing.next()

    assert asyncio.run(scenario()) == (
        asks(NEWS) if redraws else asks(part=PART, page="another page", value="next")
    )


def test_only_so_many_taps_come_before_a_redraw_and_then_at_the_pace_of_everything() -> None:
    taps = [asks(part=PART, value=str(n)) for n in range(3 * MESSAGE_BURST)]

    async def scenario() -> list[bytes]:
        hearing = Hearing(asks(NEWS), *taps)
        return [await hearing.next() for _ in range(PASSING + 2)]

    assert asyncio.run(scenario()) == [
        *taps[:PASSING],
        asks(NEWS, value=str(PASSING - 1)),
        taps[PASSING],
    ]


def test_a_flood_behind_a_redraw_pays_for_each_tap() -> None:
    async def scenario() -> float:
        frames = [asks(NEWS), *[asks(part=PART)] * 3 * MESSAGE_BURST] * 2
        line = Line(*({"type": "websocket.receive", "bytes": frame} for frame in frames))
        conversation = Conversation(line.receive, line.send, RunPermit(PrioritySemaphore()))
        conversation._has_run, began = True, time.monotonic()
        while time.monotonic() < began + 1:
            with suppress(TimeoutError):
                await asyncio.wait_for(conversation.receive(), 1)
            conversation._turn.give()
        return len(frames) - len(line.messages)

    assert asyncio.run(scenario()) <= MESSAGE_BURST + 2 * MESSAGES_PER_SECOND


@pytest.mark.parametrize("then", [asks(page="another page"), b""], ids=["a link", "gone"])
def test_a_redraw_that_let_a_tap_pass_keeps_nobody_waiting_who_leaves_the_page(then: bytes) -> None:
    async def scenario() -> dict[str, Any]:
        hearing = Hearing(asks(NEWS), asks(part=PART))
        if then:
            hearing.line.messages.append({"type": "websocket.receive", "bytes": then})
        else:
            hearing.line.messages.append({"type": "websocket.disconnect", "code": 1001})
        await hearing.next()
        held = [RunPermit(hearing.turns) for _ in range(AT_ONCE)]
        for turn in held:
            await turn.take()
            turn.hear()
        hearing_on = asyncio.create_task(hearing.conversation.receive())
        await asyncio.sleep(1)  # someone who left is listened to for a moment
        assert hearing_on.done() == (not then), "only who asks for a page waits for a turn"
        held[0].give()
        heard = dict(await hearing_on)
        assert sum(not turn.is_held for turn in held) == 1
        return heard

    heard = asyncio.run(scenario())
    assert heard["type"] == ("websocket.receive" if then else "websocket.disconnect")
    assert heard.get("bytes", b"") == then


def test_the_first_run_of_a_socket_is_the_tap_and_the_redraw_in_one() -> None:
    tap = asks(part=PART, value="newer")

    async def scenario() -> bytes:
        return await Hearing(asks(NEWS, value="old"), tap, has_run=False).next()

    assert asyncio.run(scenario()) == asks(NEWS, value="newer")


def test_a_redraw_that_is_asked_for_again_is_drawn_once_and_a_tap_behind_both_comes_first() -> None:
    async def scenario() -> list[bytes]:
        tap = asks(part=PART, value="newer")
        hearing = Hearing(asks(NEWS), asks(NEWS, value="new"), tap)
        return [await hearing.next() for _ in range(2)]

    assert asyncio.run(scenario()) == [
        asks(part=PART, value="newer"),
        asks(NEWS, value="newer"),
    ]


def test_of_a_flood_of_redraws_no_more_is_read_than_the_pace_allows() -> None:
    async def scenario() -> int:
        hearing = Hearing(*[asks(NEWS)] * 3 * MESSAGE_BURST)
        await hearing.next()
        return 3 * MESSAGE_BURST - len(hearing.line.messages)

    assert MESSAGE_BURST <= asyncio.run(scenario()) <= MESSAGE_BURST + 2


def test_a_redraw_that_let_a_tap_pass_keeps_its_place() -> None:
    async def scenario() -> list[float]:
        hearing, places = Hearing(asks(NEWS), asks(part=PART)), []
        for _ in range(2):
            await hearing.next()
            places.append(hearing.conversation._turn.asked_at)
        return places

    before, after = asyncio.run(scenario())
    assert before == after
