"""After the last step: what is said about mentoring, judged, and then what of it holds."""

from exercises.myths import EXERCISE, WORDING
from exercises.myths.answer import QUIZ, Myths
from pages.attendee.parts import quiz
from pages.shared import answers, frame, room
from pages.shared.language import spoken
from pages.shared.who import Attendee

CONTENT = WORDING.in_(spoken())
ASKED = quiz.Asked(
    QUIZ,
    {which: quiz.Item(words.what, words.why) for which, words in CONTENT.statements.items()},
    CONTENT.told().options,
    CONTENT.question,
    CONTENT.quiz,
)


def judgements(me: Attendee) -> None:
    """Say of each statement whether one agrees."""
    before = answers.stored(me, EXERCISE, Myths) or Myths()
    revealed = room.revealed(me, EXERCISE)
    chosen = quiz.choose(me, ASKED, before.votes, revealed=revealed)
    answers.save(me, EXERCISE, {"votes": chosen})


@frame.inputs
def inputs(me: Attendee) -> None:
    """Everything that one gives in this exercise, saved as one goes."""
    frame.parts(me, judgements)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=CONTENT.quiz.counted)
inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
