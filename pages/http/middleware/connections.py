"""How many connections may be open, counted in file descriptors."""

from collections import Counter
from typing import Final

from pages.http.middleware.networks import network

# The longest time a route allows for a body (bodies.py), plus some for reading the refusal.
BODY_SECONDS: Final = 70.0

# Each Streamlit session has its own event loop, which takes three descriptors. Streamlit keeps the
# last 128 disconnected sessions, with theirs.
OF_A_SESSION: Final = 3
_REMEMBERED: Final = 128 * OF_A_SESSION
# Descriptors left for files, the store and its copies once connections have taken all they may.
_RESERVE: Final = 500 + _REMEMBERED
# A phone has a websocket and a live stream.
_OF_A_PHONE: Final = 1 + OF_A_SESSION + 1
# All of a proxy's visitors share its address. uvicorn trusts these addresses to be a proxy.
_PROXIES: Final = frozenset({"", "127.0.0.1", network("::1")})


class Connections:
    """Counts the open connections, in total and by address."""

    def __init__(
        self, most: int, *, behind_a_proxy: bool, body_seconds: float = BODY_SECONDS
    ) -> None:
        self.body_seconds = body_seconds
        reserve = min(_RESERVE, most // 4)
        self._most = most - reserve
        # New sockets and streams stay open for long, so the last fifth is kept for short requests.
        self._scarce = self._most * 4 // 5
        # Generous, because one router may serve a whole room. The rest is for everyone else.
        self._most_of_an_address = self._most * 3 // 4
        self._behind_a_proxy = behind_a_proxy
        self._addresses: Counter[str] = Counter()
        self._open = 0

    @property
    def are_scarce(self) -> bool:
        """Say whether only short requests may still be added."""
        return self._open >= self._scarce

    @property
    def phones(self) -> int:
        """Return the size of the largest room that fits."""
        return self._scarce // _OF_A_PHONE

    def enter(self, address: str, cost: int = 1) -> bool:
        """Count a connection by the descriptors it takes, and say whether it may stay."""
        self._open += cost
        self._addresses[address] += cost
        is_proxy = self._behind_a_proxy or address in _PROXIES
        fits = is_proxy or self._addresses[address] <= self._most_of_an_address
        return fits and self._open <= self._most

    def leave(self, address: str, cost: int = 1) -> None:
        """Count a connection out."""
        self._open -= cost
        self._addresses[address] -= cost
        if not self._addresses[address]:
            del self._addresses[address]
