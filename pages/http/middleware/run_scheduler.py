"""Who is next: few runs at a time, and last whoever asks without a pause.

A budget in messages a second would have to be small enough for a flood and large enough for a room
of 1,000 behind one router, and is never both. So an address has a number of runs that may go on at
the same time, as many as keep the processor busy: alone it gets all there is, and beside others
never more than its share, however many sockets it opens. What an address lets through lines up once
more among everybody's: a thousand phones with an address each wait here, in order, and not as so
many threads. Of whoever waits no more is read than what comes next, and nothing is dropped.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from weakref import WeakValueDictionary

# Two pages run at a time (patches/run_limit.py); the others of these wait for that, or are on
# their way out: with four, a room of 1,000 behind one router left a third of the processor idle.
AT_ONCE = 8
# Streamlit says nothing at all to a run of a part that is not there any more.
_SILENT_SECONDS = 0.5
# A page takes 0.02 s, the facilitator's with all its figures 0.3 s. Whatever takes longer than this
# keeps its run, but no longer the others from theirs.
_LONGEST_SECONDS = 5.0
# A person looks at what a click did before the next one. From this pause on all are the same; who
# has a message ready whenever a run ends comes in the end after all who ask within so many seconds
# (not after all who ever ask: in a room that is too full, who never pauses would come never).
_PAUSE_SECONDS = 1.0
_LATER_SECONDS = 20.0
# One quick tap, or one right after a page was drawn, is no haste yet: it is what the last so many
# pauses had in common, or who leads a full room would come seconds late to the next step.
_PAUSES = 4
# What somebody gives goes before a page that is drawn: it is done in a quarter of the time, and
# when a thousand pages are drawn anew it would come after all of them. They wait for up to 15
# seconds then: with five seconds here, answers waited with them. (No message gets past who waits
# for longer than this; a flood of answers comes after everybody's, as it makes no pause.)
_GIVEN_SOONER_SECONDS = 15.0
# Who leads a room comes before all who ask within so many seconds: while a thousand phones that
# have just joined are drawn, they would wait for a quarter of a minute to get on.
_LED_SOONER_SECONDS = 25.0
# A page that has just opened comes after who looks and clicks, and before who never pauses.
_NEW_SECONDS = 0.75
# So often somebody may click again before the page has answered: each time it begins anew.
_MORE = 2


@dataclass
class Place:
    """A place among those who wait, in seconds; who waits may be given an earlier one."""

    at: float
    line_up: Callable[[], None] = lambda: None

    def move_up(self, at: float) -> None:
        """Come before who is later than this."""
        if at < self.at:
            self.at = at
            self.line_up()


class PrioritySemaphore:
    """The runs of one address, or of all, that go on, and those that wait."""

    def __init__(self) -> None:
        self._free = AT_ONCE
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._arrivals = count()

    async def take(self, place: Place) -> None:
        """Wait for a turn, after who has a place before this one."""
        if self._free > 0:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        # Once more at an earlier place: whoever has had their turn is passed over at the later one.
        place.line_up = lambda: heapq.heappush(
            self._waiting, (place.at, next(self._arrivals), turn)
        )
        place.line_up()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self.give()
            raise

    def give(self) -> None:
        """Give a turn to the next who still waits."""
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class RunPermit:
    """The turn of one socket: taken for a run, given back when that is over or takes too long."""

    def __init__(self, *queues: PrioritySemaphore) -> None:
        self._queues = queues
        self.leads = False
        self._ends: asyncio.TimerHandle | None = None
        self._ended = time.monotonic() - _NEW_SECONDS
        self._haste: float | None = None
        self._later = 0.0
        self._over = asyncio.Event()
        self._waits: asyncio.Future[None] | None = None
        self._place = Place(0.0)
        self._asked_at = 0.0
        self._is_left = False
        self._heard = False
        self._more = 0

    @property
    def is_held(self) -> bool:
        """Say whether a run of this socket goes on."""
        return self._ends is not None

    @property
    def asked_at(self) -> float:
        """Return the place with which this socket lined up last, before it hurried."""
        return self._asked_at

    async def take(self, *, gives: bool = False, at: float | None = None) -> bool:
        """Wait for it, or take the place of this socket's own run, which Streamlit breaks off.

        Who was there before and let something else of theirs pass comes back to their place, `at`.
        False once the server is to stop.
        """
        while self.is_held:
            if self._more < _MORE:
                self._more += 1
                return True
            await self._over.wait()
        if self._is_left or not await self._wait(gives=gives, at=at):
            return False
        self._heard, self._more = False, 0
        self._over.clear()
        self._until(_SILENT_SECONDS)
        return True

    async def over(self) -> None:
        """Wait until no run of this socket goes on, or one takes too long."""
        while self.is_held:
            await self._over.wait()

    def hurry(self) -> None:
        """Take the place of who gives something: somebody does, and it waits behind this run."""
        if self._waits:
            self._later = self._lateness()
            self._place.move_up(self._place_now(gives=True))

    async def _wait(self, *, gives: bool, at: float | None) -> bool:
        if at is None:
            self._later = self._lateness()
            at = self._place_now(gives=gives)
        self._asked_at, self._place = at, Place(at)
        self._waits = waits = asyncio.ensure_future(self._take(self._place))
        try:
            await waits
        except asyncio.CancelledError:
            if waits.done() and not waits.cancelled():  # had it in the very moment of leaving
                self._give_back(self._queues)
            if not self._is_left:
                raise
            return False
        finally:
            self._waits = None
        return True

    async def _take(self, place: Place) -> None:
        """Take a turn in each queue, or in none."""
        taken = list[PrioritySemaphore]()
        try:
            for queue in self._queues:
                await queue.take(place)
                taken.append(queue)
        except asyncio.CancelledError:
            self._give_back(taken)
            raise

    def _place_now(self, *, gives: bool) -> float:
        """Return the place among those who wait."""
        sooner = _GIVEN_SOONER_SECONDS if gives else 0.0
        sooner = _LED_SOONER_SECONDS if self.leads else sooner
        return time.monotonic() + self._later - sooner

    def _lateness(self) -> float:
        """Return how many seconds later this socket comes: the more, the less it pauses."""
        missing = 1 - min((time.monotonic() - self._ended) / _PAUSE_SECONDS, 1)
        if self._haste is None:
            self._haste = 0.0
            return missing * _LATER_SECONDS
        self._haste += (missing - self._haste) / _PAUSES
        return self._haste * _LATER_SECONDS

    def leave(self) -> None:
        """Wait no more, as the server is to stop: it would for each of a thousand that wait."""
        self._is_left = True
        if self._waits:
            self._waits.cancel()
        self.give()

    def hear(self) -> None:
        """Note that the run has begun to say something."""
        if self.is_held and not self._heard:
            self._heard = True
            self._until(_LONGEST_SECONDS)

    def give(self) -> None:
        """Let the next have it."""
        if self._ends:
            self._ends.cancel()
            self._ends = None
            self._ended = time.monotonic()
            self._over.set()
            self._give_back(self._queues)

    @staticmethod
    def _give_back(taken: Iterable[PrioritySemaphore]) -> None:
        for queue in taken:
            queue.give()

    def _until(self, seconds: float) -> None:
        if self._ends:
            self._ends.cancel()
        self._ends = asyncio.get_running_loop().call_later(seconds, self.give)


class RunScheduler:
    """The turns of each address that has a socket open, and those of all together."""

    def __init__(self) -> None:
        self._of_all = PrioritySemaphore()
        self._turns: WeakValueDictionary[str, PrioritySemaphore] = WeakValueDictionary()

    def turn(self, address: str) -> RunPermit:
        """Return what a new socket of this address takes its turns with."""
        turns = self._turns.get(address)
        if turns is None:
            turns = self._turns[address] = PrioritySemaphore()
        return RunPermit(turns, self._of_all)
