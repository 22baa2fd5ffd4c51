"""How long a room's pages take to ask for a redraw, so that answers are saved meanwhile."""

from typing import Final

# What drawing a page costs the server, on two cores, and what saving takes of each second for each
# who answers every ten. Pages get what that leaves: 300 are drawn within 4 seconds, and 1,000
# within 45, as answers come first. Who will not wait has a button for it.
_DRAWN_MS: Final = 14
_SAVING_MS_A_SECOND: Final = 0.6
_A_SECOND_HAS_MS: Final = 900
_ALWAYS_LEFT_MS: Final = 200
# That much the server catches up with right after: in a room of 100 nobody waits for longer. In a
# small one pages are spread all the same, so that the facilitator's own come between them.
_CAUGHT_UP_MS: Final = 2000


def spread(listeners: int) -> int:
    """Return within how many milliseconds so many pages ask to be drawn anew, each at random."""
    left = max(_A_SECOND_HAS_MS - listeners * _SAVING_MS_A_SECOND, _ALWAYS_LEFT_MS)
    needed = listeners * _DRAWN_MS * 1000 / left
    return round(max(min(needed, _CAUGHT_UP_MS), needed - _CAUGHT_UP_MS))
