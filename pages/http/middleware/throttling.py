"""Back-off for repeated wrong codes or keys.

Join codes are short enough to guess, so they're looked up only as often as the pauses allow. Keys
(128 random bits) aren't, so a right one is always accepted, however many wrong ones came from the
same address.
"""

import math
import threading
import time
from collections.abc import Callable
from functools import cache
from hashlib import sha256

from pages.http.middleware.bucket import Bucket
from pages.http.middleware.remembered import Remembered

# A room of 1,000 behind one router, where one in ten mistypes the code.
FREE_CODES = 100
# Keys come in links, which nobody types. A tool with an old key tries now and then.
FREE_KEYS = 30
# One failure is forgiven per this many seconds. It's also the longest pause, and so bounds what can
# be guessed in a day: 1,440 codes plus the free ones.
PAUSE_CAP_SECONDS = 60.0
# How many lookups a throttled address still gets for what can't be guessed at this rate: keys, and
# the codes of rooms that someone there has entered.
LOOKS_PER_SECOND = 10
LOOK_BURST = 50
_FAMILIAR_ROOMS = 8
_TRIED_CODES = 200
_FAMILIAR_SECONDS = 6 * 3600.0
# Pauses of 1, 2, 4, 8, 16 and 32 seconds, then the longest.
_STEPS = 7


class _Wrong:
    """Recent failures of one address or cohort, and the rooms it knows."""

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
        """Take one of the lookups left to a throttled address."""
        return self._looks.level(now) >= 1 and self._looks.take(now) == 0

    def take_back(self, shut_until: float, before: float, now: float) -> None:
        """Uncount a guess that paused this until then: it was right, or was never made."""
        self._failures, self._at = max(0.0, self._left(now) - 1), now
        if self._shut_until == shut_until or self._failures <= self._free:
            self._shut_until = before

    def fail(self, now: float) -> float:
        """Count a failure, and return the seconds until the next guess."""
        self._seen = now
        # Capped at what gives the longest pause, so that the pause ends when the failures are
        # forgiven.
        self._failures = min(self._left(now) + 1, self._free + _STEPS)
        self._at = now
        if self._failures > self._free:
            self._shut_until = max(self._shut_until, now + self._pause_after(self._failures))
        return self.pause(now)

    def _pause_after(self, failures: float) -> float:
        return float(min(PAUSE_CAP_SECONDS, 2.0 ** (math.ceil(failures - self._free) - 1)))

    @property
    def shut_until(self) -> float:
        return self._shut_until

    def has_tried(self, code: str) -> bool:
        return code in self._tried

    def tries(self, code: str) -> bool:
        """Remember a code that no cohort has, and say whether it's new."""
        is_new = code not in self._tried
        self._tried = [code, *(c for c in self._tried if c != code)][:_TRIED_CODES]
        return is_new

    def know(self, room: str, now: float) -> None:
        """Remember that someone from here entered this room."""
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


class _Reserved:
    """One guess, counted as wrong before it was looked up."""

    def __init__(self, here: _Wrong, lock: threading.Lock, kept: str, now: float) -> None:
        self._here = here
        self._lock = lock
        self._kept = kept
        self._before = here.shut_until
        here.fail(now)
        self._shut_until = here.shut_until

    def settle(self, *, is_wrong: bool) -> float:
        """Keep or undo the count, and return the seconds until the next guess."""
        now = time.monotonic()
        with self._lock:
            # Others may have learned meanwhile that the code they keep has no room any more.
            counts = is_wrong and (not self._kept or self._here.tries(self._kept))
            if not counts:
                self._here.take_back(self._shut_until, self._before, now)
            return self._here.pause(now)


class Attempt:
    """A guess that may be looked up, or has to wait; it counts unless it turns out right."""

    def __init__(self, wait: float, reserved: _Reserved | None = None) -> None:
        self.wait = wait
        self._reserved = reserved

    def __enter__(self) -> "Attempt":
        return self

    def __exit__(self, *_: object) -> None:
        self._settle(is_wrong=False)

    def was_wrong(self) -> float:
        """Count it as wrong, and return the seconds until the next guess."""
        return self._settle(is_wrong=True)

    def _settle(self, *, is_wrong: bool) -> float:
        reserved, self._reserved = self._reserved, None
        return reserved.settle(is_wrong=is_wrong) if reserved else 0.0


class Throttle:
    """Counts wrong codes and keys per address, and wrong keys per cohort.

    A guess is counted before it's looked up, so a hundred simultaneous requests get one lookup.
    Methods return the seconds to wait, 0 for none, or an `Attempt`.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._codes = Remembered[_Wrong](lambda now: _Wrong(FREE_CODES, now))
        self._keys = Remembered[_Wrong](lambda now: _Wrong(FREE_KEYS, now))
        self._cohorts = Remembered[_Wrong](lambda now: _Wrong(FREE_KEYS, now))
        self._hosts = Remembered[_Wrong](lambda now: _Wrong(FREE_KEYS, now))

    def trying_code(self, address: str, code: str) -> "Attempt":
        """Call before looking up a join code."""
        return self._attempt(self._codes, address, looks=lambda here: here.knows(code))

    def trying_kept_code(self, address: str, code: str) -> "Attempt":
        """Call before looking up a code from a cookie; it counts once, however many browsers keep
        it.

        Phones send the codes of deleted rooms for a year, and a whole room has the same ones.
        """
        return self._attempt(self._codes, address, looks=lambda here: here.knows(code), kept=code)

    def trying_host_key(self, address: str) -> "Attempt":
        """Call before comparing a typed key with the host's, which a person may have chosen."""
        return self._attempt(self._hosts, address, looks=lambda _: True)

    def trying_kept_host_key(self, address: str, key: str) -> "Attempt":
        """Call before comparing a host key from a cookie; an old one counts once."""
        kept = sha256(key.encode()).hexdigest()
        return self._attempt(self._hosts, address, looks=lambda _: True, kept=kept)

    def _attempt(
        self,
        records: Remembered[_Wrong],
        address: str,
        looks: Callable[[_Wrong], bool],
        kept: str = "",
    ) -> "Attempt":
        now = time.monotonic()
        with self._lock:
            here = records.of(address, now)
            if (pause := here.pause(now)) and not (looks(here) and here.may_look(now)):
                return Attempt(pause)
            if kept and here.has_tried(kept):
                return Attempt(0.0)
            return Attempt(0.0, _Reserved(here, self._lock, kept, now))

    def code_opened(self, address: str, code: str) -> None:
        """Remember that someone from this address entered this room."""
        now = time.monotonic()
        with self._lock:
            self._codes.of(address, now).know(code, now)

    def before_key(self, address: str) -> float:
        """Call before looking up a key; failures elsewhere never block a right one."""
        now = time.monotonic()
        with self._lock:
            here = self._keys.of(address, now)
            pause = here.pause(now)
            return pause if pause and not here.may_look(now) else 0.0

    def key_failed(self, address: str, cohort: str = "") -> float:
        """Count a key that doesn't open what it should."""
        now = time.monotonic()
        with self._lock:
            here = self._keys.of(address, now).fail(now)
            return max(here, self._cohorts.of(cohort, now).fail(now)) if cohort else here

    def key_opened(self, address: str, cohort: str) -> None:
        """Remember that someone at this address has a key of this cohort."""
        now = time.monotonic()
        with self._lock:
            self._keys.of(address, now).know(cohort, now)


@cache
def throttle() -> Throttle:
    """Return this process's throttle."""
    return Throttle()
