"""Before the first step: coach, mentor, sponsor, and who would help most in eight situations."""

import streamlit as st

from exercises.roles import EXERCISE, WORDING
from exercises.roles.answer import QUIZ, ROLES, Roles
from pages.attendee.parts import quiz
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers
from pages.shared.step import frame

CONTENT = WORDING.in_(spoken())
ASKED = quiz.Asked(
    QUIZ,
    {scenario: quiz.Item(words.what, words.why) for scenario, words in CONTENT.scenarios.items()},
    CONTENT.told(),
)


def key() -> None:
    """Say what each of the three roles is, in a line."""
    roles = (CONTENT.roles[role] for role in ROLES)
    with st.container(key="roles-key"):
        st.markdown("\n\n".join(f":primary[**{role.name}**] {role.short}" for role in roles))


def compare() -> None:
    """Show the three roles side by side, for who wants to know more."""
    heads = CONTENT.comparison
    with st.expander(heads.title):
        for role in (CONTENT.roles[role] for role in ROLES):
            bring, seek = f"**{heads.bring}:** {role.bring}", f"**{heads.seek}** {role.seek}"
            st.markdown(f"**{role.name}.** {role.does} {bring} {seek}")
        st.markdown(_side_by_side())
        st.caption(heads.overlap)


def _side_by_side() -> str:
    """Return the comparison as a table: a text, since a frame of pandas' costs a page's half."""
    heads, roles = CONTENT.comparison, [CONTENT.roles[role] for role in ROLES]
    lines = [["", *(role.name for role in roles)], ["---"] * (1 + len(roles))]
    for row in ("gives", "talks", "lasts"):
        lines.append([f"**{getattr(heads, row)}**", *(getattr(role, row) for role in roles)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def own(me: Attendee) -> Roles:
    """Return what is stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Roles) or Roles()


def choices(me: Attendee) -> None:
    """Say of each situation who would help most."""
    chosen = quiz.choose(me, ASKED, own(me).roles)
    progress = (len(chosen), len(QUIZ.items))
    answers.save(me, EXERCISE, {"roles": chosen}, progress=progress)


@frame.inputs
def roles_inputs(me: Attendee) -> None:
    """Everything that one gives in this exercise, saved as one goes."""
    frame.parts(me, choices)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
key()
frame.tell_who_sees(me, counted=CONTENT.quiz.counted)
roles_inputs(me)
compare()
room.panel(
    me,
    EXERCISE,
    lambda told: quiz.tell_own(ASKED, own(me).roles, answers_told=told),
)
frame.way_on(EXERCISE)
