"""A token bucket: so much at once, and so much a second after that."""


class Bucket:
    """A bucket that holds `burst` tokens and gains `rate` of them a second."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._filled = now

    def level(self, now: float) -> float:
        """Return the tokens there are at this moment; below zero is a debt."""
        self._level = min(self._burst, self._level + (now - self._filled) * self._rate)
        self._filled = now
        return self._level

    def take(self, now: float) -> float:
        """Take a token, and return the seconds to wait until it would have been there."""
        self._level = self.level(now) - 1
        return max(0.0, -self._level / self._rate)

    def is_full(self, now: float) -> bool:
        """Say whether the bucket remembers nothing any more."""
        return self.level(now) >= self._burst
