"""The progress report: a text to fill in and send, built from what was given."""

from exercises.nurture.answer import Nurture
from exercises.nurture.wording import NurtureContent


def report(answer: Nurture, content: NurtureContent) -> str:
    """Return the follow-up with what was talked about, steps, results, and when to meet next."""
    words = content.report
    topics = [words.line.format(text=item.topic) for item in answer.items if item.topic]
    chosen = answer.cadence
    rhythm = (words.rhythm.format(cadence=content.cadences[chosen]),) if chosen else ()
    return "\n".join(
        (
            words.greeting,
            "",
            words.talked,
            *(topics or [words.line.format(text=words.gap)]),
            "",
            words.steps,
            words.results,
            words.feedback,
            "",
            words.next,
            *rhythm,
            words.thanks,
        )
    )


def minutes_left(answer: Nurture) -> int | None:
    """Return how many minutes are still to give away, below 0 when too many; None if no length."""
    return answer.length - sum(item.minutes for item in answer.items) if answer.length else None
