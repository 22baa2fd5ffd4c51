"""A token bucket: a burst at once, then a steady rate."""


class Bucket:
    """A bucket that holds `burst` tokens and gains `rate` tokens a second."""

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate = rate
        self._burst = burst
        self._level = burst
        self._filled = now

    def level(self, now: float) -> float:
        """Return the tokens in the bucket now; below zero is a debt."""
        self._level = min(self._burst, self._level + (now - self._filled) * self._rate)
        self._filled = now
        return self._level

    def take(self, now: float) -> float:
        """Take a token, and return the seconds to wait until it's there."""
        self._level = self.level(now) - 1
        return max(0.0, -self._level / self._rate)

    def is_full(self, now: float) -> bool:
        """Say whether the bucket is full, so that forgetting it changes nothing."""
        return self.level(now) >= self._burst
