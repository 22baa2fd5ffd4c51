"""Guessing is slow: who was wrong too often waits, longer each time, and the others do not.

A join code is short enough to be guessed, so it is looked up as often as the pauses allow and no
more. A key is not (128 random bits): it is looked at all the same, so that nobody who holds the
right one is kept out by somebody who holds the wrong ones.
"""

import math
import threading
import time
from functools import cache

from pages.http.door.bucket import Bucket
from pages.http.door.remembered import Remembered

# A room of 1,000 behind one router, where one in ten mistypes the code.
FREE_CODES = 100
# Keys come in links, which nobody types; a tool with an old key asks now and then.
FREE_KEYS = 30
# One failure is forgiven in this time. It is also the longest pause, so that it bounds what can be
# guessed in a day: 1,440 codes and the free ones.
PAUSE_CAP_SECONDS = 60.0
# While an address waits, so much is still looked at of what cannot be guessed at this pace: keys,
# and the codes of rooms that somebody from there has entered.
LOOKS_PER_SECOND = 10
LOOK_BURST = 50
_FAMILIAR_ROOMS = 8
_TRIED_CODES = 200
_FAMILIAR_SECONDS = 6 * 3600.0
# Pauses of 1, 2, 4, 8, 16 and 32 seconds, and then the longest.
_STEPS = 7


class _Wrong:
    """What went wrong of late at one address or for one cohort, and which rooms it knows."""

    def __init__(self, free: int, now: float) -> None:
        self._free = free
        self._failures = 0.0
        self._at = self._seen = now
        self._shut_until = now
        self._looks = Bucket(LOOKS_PER_SECOND, LOOK_BURST, now)
        self._familiar: list[str] = []
        self._tried: list[str] = []

    def pause(self, now: float) -> float:
        """Return the seconds until the next guess."""
        return max(0.0, self._shut_until - now)

    def may_look(self, now: float) -> bool:
        """Take one of the looks that are left to those who wait."""
        return self._looks.level(now) >= 1 and self._looks.take(now) == 0

    def fail(self, now: float) -> float:
        """Count a failure, and return the seconds until the next guess."""
        self._seen = now
        # No more are counted than make the longest pause: it ends when the failures do.
        self._failures = min(self._left(now) + 1, self._free + _STEPS)
        self._at = now
        over = self._failures - self._free
        if over > 0:
            pause = min(PAUSE_CAP_SECONDS, 2.0 ** (math.ceil(over) - 1))
            self._shut_until = max(self._shut_until, now + pause)
        return self.pause(now)

    def tries(self, code: str) -> bool:
        """Remember a code that no cohort has; say whether it is one that was not tried of late."""
        is_new = code not in self._tried
        self._tried = [code, *(c for c in self._tried if c != code)][:_TRIED_CODES]
        return is_new

    def know(self, room: str, now: float) -> None:
        """Remember that somebody got into this room."""
        self._seen = now
        self._familiar = [room, *(r for r in self._familiar if r != room)][:_FAMILIAR_ROOMS]

    def knows(self, room: str) -> bool:
        return room in self._familiar

    def is_gone(self, now: float) -> bool:
        remembers = self._familiar or self._tried
        forgotten = not remembers or now - self._seen > _FAMILIAR_SECONDS
        return forgotten and self._left(now) == 0 and self.pause(now) == 0

    def _left(self, now: float) -> float:
        return max(0.0, self._failures - (now - self._at) / PAUSE_CAP_SECONDS)


class Guesses:
    """Who was wrong how often: each address in codes and in keys, and each cohort in its keys.

    Every method returns the seconds to wait, 0 for none.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._codes = Remembered[_Wrong](lambda now: _Wrong(FREE_CODES, now))
        self._keys = Remembered[_Wrong](lambda now: _Wrong(FREE_KEYS, now))
        self._cohorts = Remembered[_Wrong](lambda now: _Wrong(FREE_KEYS, now))

    def waits(self, address: str) -> bool:
        """Say whether an address is to wait before its next join code, but for those it knows."""
        now = time.monotonic()
        with self._lock:
            return self._codes.of(address, now).pause(now) > 0

    def before_code(self, address: str, code: str) -> float:
        """Ask before a join code is looked up."""
        now = time.monotonic()
        with self._lock:
            wrong = self._codes.of(address, now)
            pause = wrong.pause(now)
            if pause and wrong.knows(code) and wrong.may_look(now):
                return 0.0
            return pause

    def code_failed(self, address: str) -> float:
        """Count a code that no cohort has."""
        now = time.monotonic()
        with self._lock:
            return self._codes.of(address, now).fail(now)

    def kept_code_failed(self, address: str, code: str) -> float:
        """Count a code that no cohort has and that a browser kept: once, however many keep it.

        Phones send the codes of rooms that are gone for a year, and a whole room has the same ones.
        """
        now = time.monotonic()
        with self._lock:
            here = self._codes.of(address, now)
            return here.fail(now) if here.tries(code) else here.pause(now)

    def code_opened(self, address: str, code: str) -> None:
        """Remember that somebody from this address entered this room."""
        now = time.monotonic()
        with self._lock:
            self._codes.of(address, now).know(code, now)

    def before_key(self, address: str, cohort: str = "") -> float:
        """Ask before a key is looked at, for a cohort if it must be that cohort's."""
        now = time.monotonic()
        with self._lock:
            here = self._keys.of(address, now)
            if (pause := here.pause(now)) and not here.may_look(now):
                return pause
            if not cohort or here.knows(cohort):
                return 0.0
            there = self._cohorts.of(cohort, now)
            pause = there.pause(now)
            return pause if pause and not there.may_look(now) else 0.0

    def key_failed(self, address: str, cohort: str = "") -> float:
        """Count a key that does not open what it should."""
        now = time.monotonic()
        with self._lock:
            here = self._keys.of(address, now).fail(now)
            return max(here, self._cohorts.of(cohort, now).fail(now)) if cohort else here

    def key_opened(self, address: str, cohort: str) -> None:
        """Remember that somebody at this address holds a key of this cohort."""
        now = time.monotonic()
        with self._lock:
            self._keys.of(address, now).know(cohort, now)


@cache
def guesses() -> Guesses:
    """Return the memory of this process."""
    return Guesses()
