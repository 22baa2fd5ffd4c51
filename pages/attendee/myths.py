"""After the last step: mentoring myths, first true or false, then what we'd say."""

from exercises.myths import EXERCISE, WORDING
from exercises.myths.answer import QUIZ, Myths
from pages.attendee.parts import quiz
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers
from pages.shared.step import frame

CONTENT = WORDING.in_(spoken())
ASKED = quiz.Asked(
    EXERCISE.slug,
    QUIZ,
    {which: quiz.Item(words.what, words.why) for which, words in CONTENT.statements.items()},
    CONTENT.told(),
)


def own(me: Attendee) -> Myths:
    """Return what's stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Myths) or Myths()


def judgements(me: Attendee) -> None:
    """Ask whether each statement is true."""
    chosen = quiz.choose(me, ASKED, own(me).votes)
    answers.save(me, EXERCISE, {"votes": chosen})


@frame.inputs
def myths_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, judgements)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=CONTENT.quiz.counted)
myths_inputs(me)
room.panel(
    me,
    EXERCISE,
    lambda told: quiz.tell_own(ASKED, own(me).votes, answers_told=told),
)
frame.way_on(EXERCISE)
