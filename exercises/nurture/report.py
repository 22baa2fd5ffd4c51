"""What follows from the first meeting: a text to fill in and send, and its minutes."""

from exercises.nurture.answer import Nurture
from exercises.nurture.wording import NurtureContent


def report(content: NurtureContent) -> str:
    """Return the follow-up, to be filled in and sent once people have talked."""
    words = content.report
    return "\n\n".join((words.greeting, words.stayed, words.done, words.next, words.thanks))


def minutes_left(answer: Nurture) -> int | None:
    """Return how many minutes are still to give away, below 0 when too many; None if no length."""
    return answer.length - sum(item.minutes for item in answer.items) if answer.length else None
