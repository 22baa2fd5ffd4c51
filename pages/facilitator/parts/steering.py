"""What a button's callback does, which runs before any page has looked at who is asking."""

from data.cues import Cue
from pages.http.running import running
from pages.shared.identity import who


def cue(code: str, exercise: str, given: Cue, value: str = "") -> None:
    """Give a cue, unless this browser's link was revoked since the button was drawn."""
    if who.facilitator(code):
        running().store.rooms.cue(code, exercise, given, value)
