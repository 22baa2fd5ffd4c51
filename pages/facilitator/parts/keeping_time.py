"""Whether a session is on time, in words, and when it will end."""

from datetime import timedelta

from data.cues import RoomState
from data.store import utc_now
from exercises import timetable
from pages.shared import clock
from pages.shared.language import words


def told(room: RoomState) -> str:
    """Return whether a session is on time and when it ends; its length before it starts.

    Once it's over, how early or late it was doesn't matter any more, so that's nothing.
    """
    if room.over:
        return ""
    words_, stops = words().lead, timetable.timetable(room.agenda)
    if room.started_at is None:
        return words_.lasts.format(n=timetable.length(stops))
    # The clock stops during a break, which delays the end by as much.
    now = utc_now()
    began, at = room.started_at + room.rested, room.break_began or now
    ends = timetable.end(stops, room.last_here, began, at)
    if room.break_began:
        ends += max(room.break_ends or now, now) - room.break_began
    late = timetable.delay(stops, room.last_here, began, at)
    said = words_.ends.format(time=clock.time_of(ends))
    return said if late is None else f"{_in_words(late)} · {said}"


def _in_words(late: timedelta) -> str:
    said, minutes = words().lead, round(late / timedelta(minutes=1))
    if not minutes:
        return said.on_time
    return (said.behind if minutes > 0 else said.ahead).format(n=abs(minutes))
