"""Fair scheduling of script runs; sustained requesters come last.

No limit in messages per second is both low enough for a flood and high enough for a room of 1,000
behind one router. So each address gets a number of concurrent runs, enough to keep the processor
busy: alone it gets everything, and beside others never more than its share, however many sockets it
opens. Runs that an address lets through then queue once more with everyone's, so a thousand phones
with an address each wait here in order, rather than as a thousand threads. Only the next message of
each waiting socket is read, and none is dropped.
"""

import asyncio
import heapq
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from weakref import WeakValueDictionary

# Two pages run at a time (patches/run_limit.py); the rest wait for that, or are finishing. With
# four, a room of 1,000 behind one router left a third of the processor idle.
AT_ONCE = 8
# Streamlit sends nothing for a run of a fragment that no longer exists.
_SILENT_SECONDS = 0.5
# A page takes 0.02 s, the facilitator's with all its figures 0.3 s. A run that takes longer than
# this goes on, but no longer counts against the others.
_LONGEST_SECONDS = 5.0
# People look at the result of a click before the next one, and all pauses from this length count
# alike. A socket that never pauses is placed this many seconds later in the queue. (Not behind
# everyone: in an overfull room it would then never get a turn.)
_PAUSE_SECONDS = 1.0
_LATER_SECONDS = 20.0
# One quick tap, or one right after a redraw, isn't haste. All of the last few pauses must be short;
# otherwise whoever leads a full room would reach the next step seconds late.
_PAUSES = 4
# Taps go before redraws. A tap takes a quarter of the time, and would otherwise wait until a
# thousand pages are drawn. Redraws wait up to 15 seconds for that; with five, answers waited along
# with them. (Nothing overtakes what has waited longer than this, and a flood of answers comes last
# because it never pauses.)
_GIVEN_SOONER_SECONDS = 15.0
# Facilitators come this many seconds earlier. Otherwise they'd wait a quarter of a minute to move
# on while a thousand phones that have just joined are drawn.
_LED_SOONER_SECONDS = 25.0
# A page that has just opened comes after people who click, and before those who never pause.
_NEW_SECONDS = 0.75
# How often someone may click again before the page has answered. Each click restarts it.
_MORE = 2
# The sockets whose next run waits for its turn, for the metrics.
WAITING = set["RunPermit"]()


@dataclass
class Place:
    """A place in the queue, in seconds; it can be moved to an earlier one."""

    at: float
    line_up: Callable[[], None] = lambda: None

    def move_up(self, at: float) -> None:
        """Move to an earlier place."""
        if at < self.at:
            self.at = at
            self.line_up()


class PrioritySemaphore:
    """A semaphore whose waiters are served by place rather than by arrival."""

    def __init__(self) -> None:
        self._free = AT_ONCE
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._arrivals = count()

    async def take(self, place: Place) -> None:
        """Wait for a slot, behind all earlier places."""
        if self._free > 0:
            self._free -= 1
            return
        turn = asyncio.get_running_loop().create_future()
        # Queued again at the earlier place; the later entry is skipped once this one is served.
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
        """Hand the slot to the next waiter."""
        while self._waiting:
            turn = heapq.heappop(self._waiting)[2]
            if not turn.done():
                turn.set_result(None)
                return
        self._free += 1


class RunPermit:
    """One socket's permit: held during a run, released when the run ends or takes too long."""

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
        """Say whether this socket is running."""
        return self._ends is not None

    @property
    def asked_at(self) -> float:
        """Return this socket's latest place in the queue, before it was moved up."""
        return self._asked_at

    async def take(self, *, gives: bool = False, at: float | None = None) -> bool:
        """Wait for a permit, or reuse this socket's own, because Streamlit aborts its current run.

        A run that let something else go first returns to its old place, `at`. Returns False once
        the server is stopping.
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
        """Wait until this socket isn't running, or its run takes too long."""
        while self.is_held:
            await self._over.wait()

    def hurry(self) -> None:
        """Move up to a tap's place, because a tap is waiting behind this run."""
        if self._waits:
            self._later = self._lateness()
            self._place.move_up(self._place_now(gives=True))

    async def _wait(self, *, gives: bool, at: float | None) -> bool:
        if at is None:
            self._later = self._lateness()
            at = self._place_now(gives=gives)
        self._asked_at, self._place = at, Place(at)
        self._waits = waits = asyncio.ensure_future(self._take(self._place))
        WAITING.add(self)
        try:
            await waits
        except asyncio.CancelledError:
            if waits.done() and not waits.cancelled():  # got the slot while disconnecting
                self._give_back(self._queues)
            if not self._is_left:
                raise
            return False
        finally:
            self._waits = None
            WAITING.discard(self)
        return True

    async def _take(self, place: Place) -> None:
        """Take a slot in both queues, or in neither."""
        taken = list[PrioritySemaphore]()
        try:
            for queue in self._queues:
                await queue.take(place)
                taken.append(queue)
        except asyncio.CancelledError:
            self._give_back(taken)
            raise

    def _place_now(self, *, gives: bool) -> float:
        """Return the place in the queue for a request made now."""
        sooner = _GIVEN_SOONER_SECONDS if gives else 0.0
        sooner = _LED_SOONER_SECONDS if self.leads else sooner
        return time.monotonic() + self._later - sooner

    def _lateness(self) -> float:
        """Return how many seconds later this socket is placed: the shorter its pauses, the more."""
        missing = 1 - min((time.monotonic() - self._ended) / _PAUSE_SECONDS, 1)
        if self._haste is None:
            self._haste = 0.0
            return missing * _LATER_SECONDS
        self._haste += (missing - self._haste) / _PAUSES
        return self._haste * _LATER_SECONDS

    def leave(self) -> None:
        """Stop waiting. At shutdown the server would wait for each of a thousand waiters."""
        self._is_left = True
        if self._waits:
            self._waits.cancel()
        self.give()

    def hear(self) -> None:
        """Note that the run has started to send."""
        if self.is_held and not self._heard:
            self._heard = True
            self._until(_LONGEST_SECONDS)

    def give(self) -> None:
        """Release the permit."""
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
    """The queues of each address with an open socket, and the shared one."""

    def __init__(self) -> None:
        self._of_all = PrioritySemaphore()
        self._turns: WeakValueDictionary[str, PrioritySemaphore] = WeakValueDictionary()

    def turn(self, address: str) -> RunPermit:
        """Return the permit of a new socket from this address."""
        turns = self._turns.get(address)
        if turns is None:
            turns = self._turns[address] = PrioritySemaphore()
        return RunPermit(turns, self._of_all)
