"""Step 3: rank eight qualities, mark deal-breakers, score people."""

from collections.abc import Sequence

import streamlit as st

from exercises.mentor_criteria import EXERCISE, WORDING
from exercises.mentor_criteria.answer import CRITERIA, TOP, Criterion, MentorCriteria
from exercises.mentor_criteria.ranking import follow
from pages.attendee.parts import scorecard
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.results import room
from pages.shared.saving import answers, fields, quick
from pages.shared.step import frame, further, ordering

CONTENT = WORDING.in_(spoken())
WORDS, NAMES = CONTENT.ranking, {c: q.name for c, q in CONTENT.criteria.items()}


@frame.inputs
def mentor_criteria_inputs(me: Attendee) -> None:
    """Show this exercise's inputs, saved as they change."""
    frame.parts(me, ranking, deal_breakers, go_further)


def ranking(me: Attendee) -> None:
    """Pick qualities by tapping, then order them with buttons."""
    before = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    picked = fields.pills(
        WORDS.pick,
        CRITERIA,
        selection_mode="multi",
        default=before.ranking,
        format_func=NAMES.__getitem__,
        help=WORDS.pick_help,
        key=me.own("pick"),
    )
    with st.expander(WORDS.meaning):
        st.markdown("\n\n".join(f"**{q.name}.** {q.question}" for q in CONTENT.criteria.values()))
    order = follow(before.ranking, picked)
    with quick.place("ranking-order"):
        st.caption(progress(len(order)))
        if len(order) > 1:
            order = put_in_order(me, order)
    answers.save(me, EXERCISE, {"ranking": order})


def deal_breakers(me: Attendee) -> None:
    """Mark the qualities that someone must have."""
    before = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    flagged = fields.pills(
        WORDS.deal_breakers,
        CRITERIA,
        selection_mode="multi",
        default=before.deal_breakers,
        format_func=NAMES.__getitem__,
        help=WORDS.deal_breakers_help,
        key=me.own("breakers"),
    )
    answers.save(me, EXERCISE, {"deal_breakers": tuple(flagged)})


def go_further(me: Attendee) -> None:
    """Offer the scorecard for real people."""
    with further.fold(me, EXERCISE):
        scorecard.candidates(me)


def progress(ranked: int) -> str:
    """Return how far the ranking is from complete, in words."""
    if ranked == 0:
        return WORDS.progress_none
    if ranked < TOP:
        return WORDS.progress_some.format(n=ranked)
    return WORDS.progress_top if ranked < len(CRITERIA) else WORDS.progress_all


def put_in_order(me: Attendee, order: Sequence[Criterion]) -> tuple[Criterion, ...]:
    """Let the attendee order the qualities they picked."""
    st.markdown(f"**{WORDS.order}**")
    # Keyed by the qualities, so that a browser can send its order again after a restart.
    which = "-".join(sorted(order))
    lines = {c: NAMES[c] for c in order}
    return ordering.by_buttons(lines, me.own(f"order-{which}"), up=WORDS.up, down=WORDS.down)


me = frame.attendee_or_stop()
frame.heading(me, EXERCISE)
frame.tell_who_sees(me, counted=WORDS.counted)
mentor_criteria_inputs(me)
room.panel(me, EXERCISE)
frame.way_on(EXERCISE)
