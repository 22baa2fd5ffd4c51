"""How the room answered, for those who may see it: the same pictures on phones and dashboards."""

import streamlit as st

from data.cohorts import Cohort
from data.rooms import RoomSummary
from exercises import Exercise
from exercises.exercise import Picture, Theme
from pages.http.running import running
from pages.shared import answers, past_rooms
from pages.shared.language import spoken, words
from pages.shared.who import Attendee


def panel(me: Attendee, exercise: Exercise) -> None:
    """Show an attendee how the room answered, once they have and the facilitator shows it."""
    alone = me.cohort.alone
    st.header(words().alone.past_title if alone else words().room.title, anchor=False)
    if answers.stored(me, exercise, exercise.answer) is None:
        st.info(words().room.answer_first, icon=":material/edit:")
    elif not revealed(me, exercise):
        st.info(words().room.not_revealed, icon=":material/visibility_off:")
    elif cohort := past_rooms.chosen(exercise) if alone else me.cohort:
        figures(cohort, exercise)


def revealed(me: Attendee, exercise: Exercise) -> bool:
    """Say whether this attendee may see now what an exercise keeps back while people vote."""
    state = running().store.rooms.state(me.cohort.code).of(exercise.slug)
    answered = answers.stored(me, exercise, exercise.answer) is not None
    return answered and (me.cohort.alone or state.seen_by_attendees(answered=True))


def figures(cohort: Cohort, exercise: Exercise, *, wide: bool = False) -> None:
    """Show a room's pictures of one exercise, side by side if wide, or that too few answered."""
    summary = running().store.rooms.summary(cohort, exercise.slug, exercise.summary_sql)
    if summary.suppressed:
        _too_few(summary)
        return
    st.caption(words().room.n.format(n=summary.n))
    columns = st.columns(2) if wide else [st.container()]
    for place, picture in enumerate(_pictures(cohort, exercise, summary)):
        with columns[place % len(columns)]:
            _show(exercise, picture, as_table=picture.dense and not wide)


def _pictures(cohort: Cohort, exercise: Exercise, summary: RoomSummary) -> list[Picture]:
    """Return the pictures of a summary, drawn once for all who look at the same one."""
    asked = (cohort.code, exercise.slug, theme(), spoken())
    drawn = _drawn.get(asked)
    if drawn is None or drawn[0] is not summary:
        seen = {"n": summary.n, **summary.parts}
        drawn = (summary, exercise.pictures(seen, exercise.content(spoken()), theme()))
        _drawn[asked] = drawn
    return drawn[1]


# The last summary of each room that somebody looked at, and what was drawn of it.
_drawn: dict[tuple[str, str, Theme, str], tuple[RoomSummary, list[Picture]]] = {}


def theme() -> Theme:
    """Return the theme that this browser shows the page in."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _too_few(summary: RoomSummary) -> None:
    told = words().room.too_few.format(n=summary.n, min_group=summary.min_group)
    st.info(told, icon=":material/group:")


def _show(exercise: Exercise, picture: Picture, *, as_table: bool) -> None:
    name = f"{exercise.slug}-{picture.slug}"
    with st.container(border=True, key=f"picture-{name}"):
        st.subheader(picture.headline, anchor=False)
        if not as_table:
            st.plotly_chart(
                picture.figure,
                theme=None,
                key=name,
                config={"displayModeBar": False, "staticPlot": True},
                alt=picture.headline,
            )
        with st.expander(words().room.as_table):
            st.table(picture.table.round(3))
