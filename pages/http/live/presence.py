"""Who follows a room: the open streams of each person and address, and how many people that is."""

import asyncio
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Final, Literal, NamedTuple

from pages.http.middleware.bucket import Bucket
from pages.http.middleware.remembered import Remembered

Interest = Literal["room", "answers"]

# A browser opens at most six connections, and someone may follow on a phone and a laptop.
STREAMS_OF_A_PERSON: Final = 8
# A room of 1,000 behind one router with two browsers each, and half as many dead ones that haven't
# timed out yet, because phones change networks.
STREAMS_OF_AN_ADDRESS: Final = 3_000
# By one person: all their tabs at once, and then a phone on a patchy network.
OPENED_AT_ONCE: Final = 30
OPENED_PER_SECOND: Final = 1


class Follower(NamedTuple):
    """Whose stream it is, by the fingerprint of their key, and where they are."""

    person: str
    address: str


class Stream:
    """One open stream, and the event that wakes it."""

    def __init__(self, cohort: str, interest: Interest, follower: Follower) -> None:
        self.room = (cohort, interest)
        self.follower = follower
        self.change = asyncio.Event()
        self.is_displaced = False

    def displace(self) -> None:
        """End this stream, because the same person has opened too many newer ones."""
        self.is_displaced = True
        self.change.set()


class _Opened:
    """How fast one person has been opening streams."""

    def __init__(self, now: float) -> None:
        self.bucket = Bucket(OPENED_PER_SECOND, OPENED_AT_ONCE, now)

    def is_gone(self, now: float) -> bool:
        return self.bucket.is_full(now)


class Presence:
    """The open streams, limited per person and per address."""

    def __init__(self, moved: Callable[[str], None] = lambda _: None) -> None:
        self._moved = moved  # called with a room that someone has joined or left
        # In the order they were opened.
        self._streams: dict[tuple[str, Interest], dict[Stream, None]] = defaultdict(dict)
        self._of_person: dict[str, dict[Stream, None]] = defaultdict(dict)
        self._of_address: Counter[str] = Counter()
        self._attending: dict[str, Counter[str]] = defaultdict(Counter)
        self._opened = Remembered[_Opened](_Opened)

    def enter(self, stream: Stream) -> float:
        """Admit a stream, replacing the person's oldest if needed; or return the wait."""
        person, address = stream.follower
        now = time.monotonic()
        opened = self._opened.of(person, now).bucket
        if opened.level(now) < 1:
            return 1.0 / OPENED_PER_SECOND
        if self._of_address[address] >= STREAMS_OF_AN_ADDRESS:
            return 60.0
        opened.take(now)
        theirs = self._of_person[person]
        # The oldest is the likeliest to be dead: a phone that reconnects leaves some behind.
        while len(theirs) >= STREAMS_OF_A_PERSON:
            oldest = next(iter(theirs))
            oldest.displace()
            del theirs[oldest]
        theirs[stream] = None
        self._streams[stream.room][stream] = None
        self._of_address[address] += 1
        if stream.room[1] == "room":
            self._attending[stream.room[0]][person] += 1
            if self._attending[stream.room[0]][person] == 1:
                self._moved(stream.room[0])
        return 0.0

    def leave(self, stream: Stream) -> None:
        """Count out a stream that has ended."""
        person, address = stream.follower
        self._of_person[person].pop(stream, None)
        if not self._of_person[person]:
            del self._of_person[person]
        self._streams[stream.room].pop(stream, None)
        if not self._streams[stream.room]:
            del self._streams[stream.room]
        _count_out(self._of_address, address)
        if stream.room[1] == "room":
            _count_out(self._attending[stream.room[0]], person)
            if person not in self._attending[stream.room[0]]:
                self._moved(stream.room[0])
            if not self._attending[stream.room[0]]:
                del self._attending[stream.room[0]]

    def people(self, cohort: str) -> frozenset[str]:
        """Return who follows a room, by fingerprint; someone with several tabs counts once."""
        return frozenset(self._attending.get(cohort, ()))

    def streams(self, cohort: str, *interests: Interest) -> Iterator[Stream]:
        """Return the open streams of a room."""
        for interest in interests:
            yield from tuple(self._streams.get((cohort, interest), ()))

    def all(self) -> Iterator[Stream]:
        """Return every open stream."""
        for streams in tuple(self._streams.values()):
            yield from tuple(streams)


def _count_out(counted: Counter[str], name: str) -> None:
    counted[name] -= 1
    if not counted[name]:
        del counted[name]
