"""Before the first step: coach, mentor or sponsor, and who'd help most in eight situations."""

import streamlit as st

from exercises.roles import EXERCISE, WORDING
from exercises.roles.answer import QUIZ, ROLES, Roles
from pages.attendee.parts import quiz
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields, quick
from pages.shared.step import frame, further

CONTENT = WORDING.in_(spoken())
ASKED = quiz.Asked(
    EXERCISE.slug,
    QUIZ,
    {scenario: quiz.Item(words.what, words.why) for scenario, words in CONTENT.scenarios.items()},
    CONTENT.told(),
)


def key() -> None:
    """Explain each of the three roles in a line."""
    roles = (CONTENT.roles[role] for role in ROLES)
    with st.container(key="roles-key"):
        st.markdown("\n\n".join(role.short for role in roles))


def go_further(me: Attendee) -> None:
    """Ask about a situation that fits two of the roles, and compare all three."""
    with further.fold(me, EXERCISE):
        words = CONTENT.overlap
        chosen = fields.segmented_control(
            f"**{words.name}** {words.what}",
            ROLES,
            default=own(me).overlap,
            format_func=lambda role: CONTENT.roles[role].name,
            key=me.own("overlap"),
            width="stretch",
        )
        with quick.place("overlap-told", of=bool(chosen)) as is_new:
            if is_new and chosen:
                st.markdown(f":material/lightbulb: {words.told}")
        answers.save(me, EXERCISE, {"overlap": chosen})
        compare()


def compare() -> None:
    """Show the three roles side by side."""
    heads = CONTENT.comparison
    st.subheader(heads.title, anchor=False)
    for role in (CONTENT.roles[role] for role in ROLES):
        st.markdown(f"**{role.name}.** {role.does} {role.bring} {role.seek}")
    st.markdown(_side_by_side())
    st.caption(heads.overlap)


def _side_by_side() -> str:
    """Return the comparison as a Markdown table; a pandas frame would cost half the page's time."""
    heads, roles = CONTENT.comparison, [CONTENT.roles[role] for role in ROLES]
    lines = [["", *(role.name for role in roles)], ["---"] * (1 + len(roles))]
    for row in ("gives", "talks", "lasts"):
        lines.append([f"**{getattr(heads, row)}**", *(getattr(role, row) for role in roles)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def own(me: Attendee) -> Roles:
    """Return what's stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Roles) or Roles()


def choices(me: Attendee) -> None:
    """Ask who would help most in each situation."""
    chosen = quiz.choose(me, ASKED, own(me).roles)
    answers.save(me, EXERCISE, {"roles": chosen})


@frame.inputs
def roles_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, choices, go_further)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
key()
frame.tell_who_sees(me, counted=CONTENT.quiz.counted)
roles_inputs(me)
room.panel(
    me,
    EXERCISE,
    lambda told: quiz.tell_own(ASKED, own(me).roles, answers_told=told),
)
frame.way_on(EXERCISE)
