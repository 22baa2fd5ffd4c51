"""The follow-up to the first meeting, to fill in and send; and the minutes left to plan."""

from exercises.nurture.answer import Nurture
from exercises.nurture.wording import NurtureContent


def report(content: NurtureContent) -> str:
    """Return the follow-up, to fill in and send after the meeting."""
    words = content.report
    return "\n\n".join((words.greeting, words.stayed, words.done, words.next, words.thanks))


def minutes_left(answer: Nurture) -> int | None:
    """Return how many minutes are left to plan, negative if over; None if there's no length."""
    return answer.length - sum(item.minutes for item in answer.items) if answer.length else None
