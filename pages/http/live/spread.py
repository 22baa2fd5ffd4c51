"""How long a room's pages take to ask for a redraw, so that answers can be saved meanwhile."""

from typing import Final

# What drawing a page costs on two cores, and how much of each second goes into saving, per person
# who answers every ten seconds. Pages get the rest: 300 are drawn within 4 seconds, and 1,000
# within 45, because answers come first. Anyone who doesn't want to wait has a button.
_DRAWN_MS: Final = 14
_SAVING_MS_A_SECOND: Final = 0.6
_A_SECOND_HAS_MS: Final = 900
_ALWAYS_LEFT_MS: Final = 200
# The server can catch up with this much afterwards, so in a room of 100 nobody waits any longer.
# Redraws are spread out even in a small room, so that the facilitator's get in between.
_CAUGHT_UP_MS: Final = 2000


def spread(listeners: int) -> int:
    """Return the milliseconds over which this many pages spread their redraws at random."""
    left = max(_A_SECOND_HAS_MS - listeners * _SAVING_MS_A_SECOND, _ALWAYS_LEFT_MS)
    needed = listeners * _DRAWN_MS * 1000 / left
    return round(max(min(needed, _CAUGHT_UP_MS), needed - _CAUGHT_UP_MS))
