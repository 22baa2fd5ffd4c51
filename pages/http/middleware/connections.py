"""How many connections there may be, by the descriptors that they take."""

from collections import Counter
from typing import Final

from pages.http.middleware.networks import network

# The longest that a route allows for a body (bodies.py), and a little: here for who is not read.
BODY_SECONDS: Final = 70.0

# Each session of Streamlit has an event loop of its own, which is three descriptors, and the 128
# whose socket was lost last keep theirs.
OF_A_SESSION: Final = 3
_REMEMBERED: Final = 128 * OF_A_SESSION
# What is left for files, the store and its copies when connections have taken all they may.
_RESERVE: Final = 500 + _REMEMBERED
# A phone has a socket and a stream.
_OF_A_PHONE: Final = 1 + OF_A_SESSION + 1
# A proxy has everybody's connections; uvicorn trusts these to be one.
_PROXIES: Final = frozenset({"", "127.0.0.1", network("::1")})


class Connections:
    """Every connection that is open, and those of each address."""

    def __init__(
        self, most: int, *, behind_a_proxy: bool, body_seconds: float = BODY_SECONDS
    ) -> None:
        self.body_seconds = body_seconds
        reserve = min(_RESERVE, most // 4)
        self._most = most - reserve
        # New sockets and streams stay for long: the last fifth is for those who only ask.
        self._scarce = self._most * 4 // 5
        # Generous, as it may be a whole room's router; the rest is for everybody else.
        self._most_of_an_address = self._most * 3 // 4
        self._behind_a_proxy = behind_a_proxy
        self._addresses: Counter[str] = Counter()
        self._open = 0

    @property
    def are_scarce(self) -> bool:
        """Say whether only connections that are soon over may be added."""
        return self._open >= self._scarce

    @property
    def phones(self) -> int:
        """Return how large a room has its place here."""
        return self._scarce // _OF_A_PHONE

    def enter(self, address: str, cost: int = 1) -> bool:
        """Count a connection in by the descriptors that it takes; say whether it may stay."""
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
