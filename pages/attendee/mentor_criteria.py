"""Step 3: rank the eight qualities, flag deal-breakers, weigh up candidates."""

from typing import Any

import streamlit as st

from exercises.mentor_criteria import EXERCISE, WORDING
from exercises.mentor_criteria.answer import CRITERIA, Criterion, MentorCriteria
from exercises.mentor_criteria.ranking import TOP, follow, moved
from pages.attendee.parts import scorecard
from pages.shared import answers, frame, room
from pages.shared.dragging import dragged
from pages.shared.language import spoken
from pages.shared.who import Attendee, guarded_fragment

CONTENT = WORDING.in_(spoken())
WORDS, NAMES = CONTENT.ranking, {c: q.name for c, q in CONTENT.criteria.items()}


@guarded_fragment
def inputs(me: Attendee) -> None:
    """Everything that one gives in this exercise, saved as one goes."""
    before = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    whereabouts = st.container(key="whereabouts")
    shown: dict[str, Any] = {
        "ranking": rank(me, before),
        "deal_breakers": flag_deal_breakers(me, before),
    }
    shown["candidates"] = scorecard.candidates(me, before, shown)
    with whereabouts:
        answers.save(me, EXERCISE, shown)


def rank(me: Attendee, before: MentorCriteria) -> tuple[Criterion, ...]:
    """Pick qualities by tapping, then put them in order by buttons, drag or keyboard."""
    with st.expander(WORDS.meaning):
        for quality in CONTENT.criteria.values():
            st.markdown(f"**{quality.name}.** {quality.question}")
    picked = st.pills(
        WORDS.pick,
        CRITERIA,
        selection_mode="multi",
        default=before.ranking,
        format_func=NAMES.__getitem__,
        help=WORDS.pick_help,
        key=me.own("pick"),
    )
    place = me.own("order")
    st.session_state[place] = follow(st.session_state.get(place, before.ranking), picked)
    st.caption(progress(len(st.session_state[place])))
    if len(st.session_state[place]) > 1:
        put_in_order(me, place)
    ranking: tuple[Criterion, ...] = st.session_state[place]
    return ranking


def progress(ranked: int) -> str:
    """Return where one is on the way from nothing to a full ranking."""
    if ranked == 0:
        return WORDS.progress_none
    if ranked < TOP:
        return WORDS.progress_some.format(n=ranked)
    return WORDS.progress_top if ranked < len(CRITERIA) else WORDS.progress_all


def put_in_order(me: Attendee, place: str) -> None:
    """Let somebody order what they picked, in the way that suits them."""
    way = st.segmented_control(
        WORDS.order,
        (WORDS.by_buttons, WORDS.by_drag),
        default=WORDS.by_buttons,
        required=True,
        key=me.own("way"),
    )
    if way == WORDS.by_drag:
        st.caption(WORDS.drag_help)
        drag(me, place)
        return
    with st.container(key="order"):
        for at, criterion in enumerate(st.session_state[place]):
            line(me, place, at, criterion)


def drag(me: Attendee, place: str) -> None:
    """Order by dragging, or by the space bar and arrow keys."""
    by_name = {NAMES[c]: c for c in st.session_state[place]}
    # The same qualities keep the same component, whose order a browser sends again after a restart.
    key = me.own("drag-" + "-".join(sorted(st.session_state[place])))
    st.session_state[place] = tuple(by_name[name] for name in dragged(list(by_name), key))


def line(me: Attendee, place: str, at: int, criterion: Criterion) -> None:
    """Show one quality with its place, and buttons that move it up and down."""
    last = len(st.session_state[place]) - 1
    with st.container(horizontal=True, vertical_alignment="center", border=True, gap="small"):
        st.markdown(f"**{at + 1}.** {NAMES[criterion]}", width="stretch")
        for word, icon, by, end in (
            (WORDS.up, "up", -1, at == 0),
            (WORDS.down, "down", 1, at == last),
        ):
            st.button(
                word.format(criterion=NAMES[criterion]),
                icon=f":material/arrow_{icon}ward:",
                key=f"move-{icon}-{me.own(criterion)}",
                on_click=move,
                args=(place, criterion, by),
                disabled=end,
            )


def move(place: str, criterion: Criterion, by: int) -> None:
    """Move one quality in the order that the page shows."""
    st.session_state[place] = moved(st.session_state[place], criterion, by)


def flag_deal_breakers(me: Attendee, before: MentorCriteria) -> tuple[Criterion, ...]:
    """Flag the qualities without which it is a no."""
    flagged = st.pills(
        WORDS.deal_breakers,
        CRITERIA,
        selection_mode="multi",
        default=before.deal_breakers,
        format_func=NAMES.__getitem__,
        help=WORDS.deal_breakers_help,
        key=me.own("breakers"),
    )
    return tuple(flagged)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
inputs(me)
room.panel(me, EXERCISE)
frame.way_back()
