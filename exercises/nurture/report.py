"""The follow-up to the first meeting, to fill in and send; and the minutes left to plan."""

from exercises.formats import day
from exercises.nurture.answer import Nurture
from exercises.nurture.wording import NurtureContent
from exercises.pitch.answer import Pitch
from exercises.pitch.person import greetable
from exercises.text import within


def report(answer: Nurture, content: NurtureContent, pitch: Pitch | None = None) -> str:
    """Return the follow-up, to fill in and send after the meeting.

    It has the day and the names as far as they're known, and gaps for all that's still to come.
    """
    words, first, pitch = content.report, answer.first_meeting, pitch or Pitch()
    name, signature = within(pitch.mentor), within(pitch.signature)
    return "\n\n".join(
        (
            words.hello.format(name=name) if greetable(pitch.mentor) else words.hello_open,
            words.talked.format(day=day(first, content.locale)) if first else words.talked_open,
            words.stayed,
            words.done,
            words.next,
            words.thanks,
            signature or words.signed_open,
        )
    )


def minutes_left(answer: Nurture) -> int | None:
    """Return how many minutes are left to plan, negative if over; None if there's no length."""
    return answer.length - sum(item.minutes for item in answer.items) if answer.length else None
