"""The live signal: a cohort's revision as server-sent events, sent when it changes.

Phones also hear what the facilitator did, so that they can show it at once (browser/live.js), and
the longest they should wait before asking for a redraw: a thousand redraws take half a minute, and
answers must be saved meanwhile.
"""

import asyncio
import json
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from data.changes import EVERY, Changes, Revision
from data.cues import RoomState
from pages.http.live.following import Following
from pages.http.live.presence import Follower, Interest, Presence, Stream
from pages.http.live.spread import spread

# A dashboard redraws at most once a second, however fast a room answers.
_AT_MOST_EVERY: Final = 1.0
# In a full room, dozens of answers arrive each second, and redrawing all charts takes a sixth of a
# second. So there the results may lag by three seconds; what the facilitator does shows at once.
_FULL_ROOM: Final = 200
_IN_A_FULL_ROOM_EVERY: Final = 3.0
# An occasional comment keeps proxies from closing a quiet room's stream, as most do after a minute.
# Pages ignore it.
_STILL_HERE_EVERY: Final = 45.0

# Changes in who's here show on the run page after this delay, batched.
_PRESENCE_AFTER: Final = 4.0

# How soon a browser reconnects after losing the stream.
_ASK_AGAIN_AFTER_MS: Final = 1000
# For someone with more streams than allowed: the newest stay, and the rest reconnect later.
_DISPLACED_FOR_MS: Final = 60_000


class Elsewhere(Protocol):
    """The other processes on the same store, and how many people follow rooms there."""

    def here_elsewhere(self, cohort: str) -> int:
        """Return how many people follow a room in other processes."""

    def tell_here(self, counts: Mapping[str, int]) -> None:
        """Tell the other processes how many people follow rooms in this one."""


class LiveSignal:
    """Wakes a cohort's streams when something that they show has changed."""

    def __init__(
        self,
        changes: Changes,
        state: Callable[[str], RoomState],
        elsewhere: Elsewhere | None = None,
    ) -> None:
        self._changes = changes
        self._state = state
        self._elsewhere = elsewhere
        self._counts_to_tell: set[str] = set()
        self._loop = asyncio.get_running_loop()
        self._present = Presence(self._moved)
        self._here: dict[str, int] = {}  # the number that facilitators were last told
        self._to_tell: set[str] = set()
        self._looks: dict[str, tuple[int, asyncio.Task[RoomState]]] = {}
        self._ended = False

    @contextmanager
    def running(self) -> Iterator["LiveSignal"]:
        """Listen to the store, and end every stream when the process is told to stop."""
        with self._changes.listening(self._changed), self._ending_on_signals():
            yield self

    def response(
        self,
        cohort: str,
        interest: Interest,
        follower: Follower,
        allowed: Callable[[], bool] | None = None,
    ) -> Response:
        """Return a stream of the cohort's revisions for one browser, as long as it's allowed."""
        stream = Stream(cohort, interest, follower)
        return Following(self._present, stream, self._told(stream, allowed), self._counted)

    def number(self, cohort: str, interest: Interest) -> str:
        """Return a number for the cohort's current state, different for every state."""
        return self._changes.number(cohort, interest)

    def present(self, cohort: str) -> int:
        """Return how many attendees follow a cohort right now, however many tabs they have."""
        elsewhere = self._elsewhere.here_elsewhere(cohort) if self._elsewhere else 0
        return len(self.people(cohort)) + elsewhere

    def people(self, cohort: str) -> frozenset[str]:
        """Return who follows a cohort in this process, by fingerprint."""
        return self._present.people(cohort)

    def open(self) -> int:
        """Return how many streams are open in this process."""
        return sum(1 for _ in self._present.all())

    def _counted(self, cohort: str) -> None:
        """Tell other processes how many follow a room here, after a short delay."""
        if self._elsewhere and cohort not in self._counts_to_tell:
            self._counts_to_tell.add(cohort)
            self._loop.call_later(_AT_MOST_EVERY, self._tell_count, cohort)

    def _tell_count(self, cohort: str) -> None:
        self._counts_to_tell.discard(cohort)
        if self._elsewhere:
            self._elsewhere.tell_here({cohort: len(self.people(cohort))})

    async def _told(self, stream: Stream, allowed: Callable[[], bool] | None) -> AsyncIterator[str]:
        """Yield a stream's messages until it ends or gives way to a newer one."""
        yield f"retry: {_ASK_AGAIN_AFTER_MS}\n\n"
        async for said in self._revisions(stream, allowed):
            if stream.is_displaced:
                yield f"retry: {_DISPLACED_FOR_MS}\n\n"
                return
            yield said

    async def _revisions(
        self, stream: Stream, allowed: Callable[[], bool] | None
    ) -> AsyncIterator[str]:
        (cohort, interest), change, told_before = stream.room, stream.change, -1
        shut_out = -1
        while not self._ended:
            change.clear()
            room, number = self._changes.revision(cohort).room, self.number(cohort, interest)
            news = await self._news(cohort) if interest == "room" else ""
            yield f"{news}data: {number}\n\n"
            # Checked after one more message, so that the page of someone removed redraws and finds
            # out.
            looked_at, shut_out = shut_out, self._changes.revision(cohort).shut_out
            if allowed and looked_at != shut_out and not await run_in_threadpool(allowed):
                return
            if room == told_before:
                await self._hold_back(cohort, change, room, _AT_MOST_EVERY)
            else:
                await asyncio.sleep(_AT_MOST_EVERY)
            told_before = room
            while not change.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(change.wait(), _STILL_HERE_EVERY)
                if not change.is_set():
                    yield ": still here\n\n"
            if interest == "answers" and self.present(cohort) >= _FULL_ROOM:
                longer = _IN_A_FULL_ROOM_EVERY - _AT_MOST_EVERY
                await self._hold_back(cohort, change, room, longer)

    async def _news(self, cohort: str) -> str:
        """Return where the facilitator has taken the room, as its own event before the number."""
        state = await asyncio.shield(self._look(cohort))
        of_all = state.exercises.items()
        told = {
            "here": state.here,
            "hereSeq": state.here_seq,
            "shown": [slug for slug, of in of_all if slug and of.seen_by_attendees(answered=True)],
            "spread": spread(len(self.people(cohort))),
        }
        return f"event: room\ndata: {json.dumps(told)}\n\n"

    def _look(self, cohort: str) -> asyncio.Task[RoomState]:
        """Return the room's state, read off the loop and once for everyone who listens."""
        revision = self._changes.revision(cohort).room
        known = self._looks.get(cohort)
        if known is None or known[0] != revision or _failed(known[1]):
            look = self._loop.create_task(run_in_threadpool(self._state, cohort))
            self._looks[cohort] = known = (revision, look)
        return known[1]

    async def _hold_back(
        self, cohort: str, change: asyncio.Event, room: int, seconds: float
    ) -> None:
        """Wait to send further answers together, unless the facilitator does something."""
        until, came = self._loop.time() + seconds, change.is_set()
        with suppress(TimeoutError):
            while self._changes.revision(cohort).room == room and not self._ended:
                change.clear()
                await asyncio.wait_for(change.wait(), until - self._loop.time())
                came = True
        if came:
            change.set()

    def _changed(self, cohort: str, revision: Revision, before: Revision) -> None:
        """Handle a change on the thread that saved it; the events belong to the server's loop."""
        of_room = (revision.room, revision.shut_out) != (before.room, before.shut_out)
        self._loop.call_soon_threadsafe(self._wake, cohort, of_room)

    def _moved(self, cohort: str) -> None:
        """Tell facilitators who's here, after a delay in which a phone can reconnect."""
        if cohort not in self._to_tell:
            self._to_tell.add(cohort)
            self._loop.call_later(_PRESENCE_AFTER, self._tell_present, cohort)

    def _tell_present(self, cohort: str) -> None:
        here = self.present(cohort)
        self._to_tell.discard(cohort)
        if self._here.get(cohort, 0) == here or self._ended:
            return
        self._here[cohort] = here
        if here == 0:  # nothing is kept of a room that everyone has left
            del self._here[cohort]
            self._looks.pop(cohort, None)
        self._changes.answers_changed(cohort, ())

    def _wake(self, cohort: str, of_room: bool) -> None:
        woken: tuple[Interest, ...] = ("answers", "room") if of_room else ("answers",)
        if cohort == EVERY:
            self._wake_all()
        for stream in self._present.streams(cohort, *woken):
            stream.change.set()

    def _end(self) -> None:
        self._ended = True
        self._wake_all()

    def _wake_all(self) -> None:
        for stream in self._present.all():
            stream.change.set()

    @contextmanager
    def _ending_on_signals(self) -> Iterator[None]:
        # The server waits for open responses before it tells the app to shut down, and these would
        # never end by themselves.
        def end(number: int, frame: FrameType | None) -> None:
            self._loop.call_soon_threadsafe(self._end)
            if callable(before := handlers[number]):
                before(number, frame)

        numbers = (signal.SIGTERM, signal.SIGINT)
        handlers = {int(number): signal.signal(number, end) for number in numbers}
        try:
            yield
        finally:
            for number, before in handlers.items():
                signal.signal(number, before)


def _failed(look: asyncio.Task[RoomState]) -> bool:
    return look.done() and look.exception() is not None
