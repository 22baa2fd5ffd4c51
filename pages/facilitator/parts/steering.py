"""Gives cues from button callbacks, which run before any page has checked who's there."""

from data.cues import Cue
from pages.http.running import running
from pages.shared.identity import who


def cue(code: str, exercise: str, given: Cue, value: str = "") -> None:
    """Give a cue, unless this browser's link was revoked since the button was drawn."""
    if who.facilitator(code):
        running().store.rooms.cue(code, exercise, given, value)
