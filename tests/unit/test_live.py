"""What pages receive about their room on the live signal, from a real store and stream."""

import asyncio
import json
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from typing import Any

import pytest
from starlette.types import Message

from data import Store
from data.cues import RoomState
from data.faults import Fault, StoreFault
from pages.http.live import presence, signal
from pages.http.live.presence import Follower, Interest
from pages.http.live.signal import LiveSignal
from pages.http.live.spread import spread

SOMEONE = Follower("someone", "10.0.0.1")

Act = Callable[[], object]


@pytest.fixture
def code(store: Store) -> str:
    return store.cohorts.create("Spring", 3)[0].code


def heard(store: Store, code: str, interest: Interest, *acts: Act) -> list[dict[str, Any]]:
    """What a page receives at first, and after each of these actions."""

    async def listen() -> list[dict[str, Any]]:
        with LiveSignal(store.changes, store.rooms.state).running() as live:
            events = _events(live, code, interest)
            told = [await anext(events)]
            for act in acts:
                await asyncio.to_thread(act)
                told.append(await anext(events))
            return told

    return asyncio.run(listen())


async def _events(
    live: LiveSignal, code: str, interest: Interest, follower: Follower = SOMEONE
) -> AsyncIterator[dict[str, Any]]:
    async for chunk in _said(live, code, interest, follower):
        news, data, number = chunk.removesuffix("\n\n").rpartition("data: ")
        if data:
            told = json.loads(news.partition("data:")[2]) if news else {}
            yield {**told, "now": number}


async def _said(
    live: LiveSignal, code: str, interest: Interest, follower: Follower
) -> AsyncGenerator[str, None]:
    """What a browser following a cohort receives: the status, then part by part, to the end."""
    written = asyncio.Queue[str | BaseException | None]()

    async def send(message: Message) -> None:
        begins = message["type"] == "http.response.start"
        written.put_nowait(str(message["status"]) if begins else message["body"].decode())

    async def receive() -> Message:
        await asyncio.Event().wait()  # never disconnects
        raise AssertionError

    async def follow() -> None:
        try:
            scope = {"type": "http", "asgi": {"spec_version": "2.4"}, "headers": []}
            await live.response(code, interest, follower)(scope, receive, send)
            written.put_nowait(None)
        except Exception as failed:
            written.put_nowait(failed)

    following = asyncio.create_task(follow())
    try:
        while (said := await written.get()) is not None:
            if isinstance(said, BaseException):
                raise said
            yield said
    finally:
        following.cancel()
        await asyncio.wait((following,))


def test_a_phone_hears_where_the_room_is_and_whose_figures_show_and_nothing_else(
    store: Store, code: str
) -> None:
    cues = [("goals", "here"), ("goals", "reveal"), ("goals", "hide"), ("", "rest")]
    acts = [lambda at=at, cue=cue: store.rooms.cue(code, at, cue) for at, cue in cues]
    told = heard(store, code, "room", *acts)
    assert [(event["here"], event["shown"]) for event in told] == [
        ("", []),
        ("goals", []),
        ("goals", ["goals"]),
        ("goals", []),
        ("", []),
    ]
    moved = [event["hereSeq"] for event in told]
    assert moved == sorted(moved)
    assert len(set(moved)) == 3, "only who moves the room gives it another number"
    for event in told:
        assert event.keys() == {"now", "spread", "here", "hereSeq", "shown"}


def test_figures_that_are_kept_for_the_talk_are_not_told_to_be_out(store: Store, code: str) -> None:
    def keep_for_the_talk() -> None:
        store.rooms.cue(code, "goals", "visible", "never")

    told = heard(
        store, code, "room", keep_for_the_talk, lambda: store.rooms.cue(code, "goals", "reveal")
    )
    assert told[-1]["shown"] == []


def test_a_dashboard_hears_at_once_what_another_facilitator_does_while_answers_come(
    store: Store, code: str
) -> None:
    async def listen() -> float:
        with LiveSignal(store.changes, store.rooms.state).running() as live:
            events = _events(live, code, "answers")
            assert (await anext(events)).keys() == {"now"}, "it redraws at once, without a spread"
            store.changes.answers_changed(code)
            before = await anext(events)
            began = time.monotonic()
            store.rooms.cue(code, "goals", "reveal")
            assert await anext(events) != before
            return time.monotonic() - began

    assert asyncio.run(listen()) < 0.5


def test_answers_that_came_within_the_second_are_told_after_it(store: Store, code: str) -> None:
    def answers() -> None:
        store.changes.answers_changed(code)

    told = [event["now"] for event in heard(store, code, "answers", answers, answers, answers)]
    assert len(set(told)) == 4


def test_a_store_that_fails_once_leaves_nobody_without_the_signal(store: Store, code: str) -> None:
    failures = [Fault.DISK_FULL]

    def state(cohort: str) -> RoomState:
        if failures:
            raise StoreFault(failures.pop(), "the disk is away")
        return store.rooms.state(cohort)

    async def listen() -> dict[str, Any]:
        with LiveSignal(store.changes, state).running() as live:
            with pytest.raises(StoreFault):  # the stream ends, and the browser reconnects
                await anext(_events(live, code, "room"))
            return await anext(_events(live, code, "room"))

    assert asyncio.run(listen())["here"] == ""


def test_someone_with_many_tabs_is_one_person_and_the_newest_tabs_stay(
    store: Store, code: str
) -> None:
    async def listen() -> tuple[int, list[str]]:
        with LiveSignal(store.changes, store.rooms.state).running() as live:
            tabs = [_said(live, code, "room", SOMEONE) for _ in range(10)]
            other = _said(live, code, "room", Follower("another", "10.0.0.1"))
            for stream in (*tabs, other):
                await anext(stream)
                await anext(stream)
            here = live.present(code)
            last = [[said async for said in tab][-2] for tab in tabs[:2]]
            assert len(live._present._of_person["someone"]) == presence.STREAMS_OF_A_PERSON
            for stream in (*tabs, other):
                await stream.aclose()
            assert live.present(code) == 0
            return here, last

    here, last = asyncio.run(listen())
    assert here == 2
    assert last == ["retry: 60000\n\n"] * 2, "they come back later than what displaced them"


def test_nobody_opens_streams_without_end_and_a_room_behind_one_router_fits_in(
    store: Store, code: str
) -> None:
    async def listen() -> tuple[int, int]:
        with LiveSignal(store.changes, store.rooms.state).running() as live:
            everyone = [Follower(f"phone {n}", "10.0.0.1") for n in range(1000)]
            room = [_said(live, code, "room", follower) for follower in everyone]
            first = [await anext(stream) for stream in room]
            assert first == ["200"] * 1000
            mine = [_said(live, code, "room", SOMEONE) for _ in range(200)]
            told = [await anext(stream) for stream in mine]
            return live.present(code), told.count("429")

    here, refused = asyncio.run(listen())
    assert here == 1001
    assert refused > 150


def test_a_small_room_is_drawn_at_once_and_a_full_one_in_turn() -> None:
    assert spread(1) < 50
    assert spread(10) < 500
    assert spread(100) <= 2000
    assert [spread(n) for n in range(2000)] == sorted(spread(n) for n in range(2000))
    assert spread(300) <= 5000
    assert spread(1000) >= 1000 * 30, "answers come first"


def test_who_comes_and_who_goes_is_told_to_the_facilitator_within_ten_seconds(
    store: Store, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signal._PRESENCE_AFTER <= 5
    monkeypatch.setattr(signal, "_PRESENCE_AFTER", 0.1)

    async def listen() -> None:
        with LiveSignal(store.changes, store.rooms.state).running() as live:
            facilitator = _events(live, code, "answers", Follower("who leads", "10.0.0.2"))
            await anext(facilitator)
            phone = _events(live, code, "room")
            await anext(phone)
            assert (await asyncio.wait_for(anext(facilitator), 5)) is not None
            assert live.people(code) == {SOMEONE.person}
            await phone.aclose()  # type: ignore[attr-defined]
            assert (await asyncio.wait_for(anext(facilitator), 5)) is not None
            assert live.present(code) == 0

    asyncio.run(listen())
