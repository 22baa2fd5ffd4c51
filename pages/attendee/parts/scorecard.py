"""The scorecard of step 3: up to three people, eight qualities, and what would tip the balance."""

from typing import Any

import streamlit as st
from pydantic import ValidationError

from exercises.mentor_criteria import WORDING
from exercises.mentor_criteria.answer import (
    CRITERIA,
    MAX_CANDIDATES,
    Candidate,
    Criterion,
    MentorCriteria,
)
from exercises.mentor_criteria.scorecard import (
    BAR,
    HIGHEST,
    LOWEST,
    Standing,
    TippingPoint,
    ordered,
    tipping_points,
)
from pages.shared.who import Attendee

WORDS, NAMES = WORDING.scorecard, {c: q.name for c, q in WORDING.criteria.items()}
TIPPING_POINTS_TOLD = 3

# Candidates as the page holds them: raw, because only the answer model says what is valid.
Raw = dict[str, Any]


def candidates(me: Attendee, before: MentorCriteria, shown: Raw) -> tuple[Raw, ...]:
    """Let somebody score candidates, and return them as entered."""
    st.header(WORDS.title, anchor=False)
    st.markdown(WORDS.intro.format(bar=BAR))
    st.caption(f":material/lock: {WORDS.private}")
    entered = _entered(me, before)
    place = _choose(me, entered)
    if place is not None:
        entered[place] = _score(me, place, entered[place])
    _compare({**shown, "candidates": tuple(entered)})
    return tuple(entered)


def _entered(me: Attendee, before: MentorCriteria) -> list[Raw]:
    kept = [c.model_dump() for c in before.candidates]
    entered: list[Raw] = st.session_state.setdefault(me.own("candidates"), kept)
    return entered


def _choose(me: Attendee, entered: list[Raw]) -> int | None:
    """Let somebody add a candidate or turn to one, and return whose scores to show."""
    if len(entered) < MAX_CANDIDATES:
        st.button(
            WORDS.add,
            icon=":material/person_add:",
            key=me.own("add"),
            on_click=_add,
            args=(me,),
        )
    if not entered:
        return None
    return st.segmented_control(
        WORDS.which,
        range(len(entered)),
        default=len(entered) - 1,
        required=True,
        format_func=lambda place: WORDS.candidate.format(n=place + 1),
        key=me.own(f"which-of-{len(entered)}"),
    )


def _add(me: Attendee) -> None:
    st.session_state[me.own("candidates")].append({"name": "", "scores": {}})


def _remove(me: Attendee, place: int) -> None:
    del st.session_state[me.own("candidates")][place]
    # What stood at this place and after it moves up, so the fields there are asked anew.
    st.session_state[me.own("removals")] = st.session_state.get(me.own("removals"), 0) + 1


def _score(me: Attendee, place: int, candidate: Raw) -> Raw:
    """Show one candidate's fields and return what they hold."""
    fields = me.own(f"{st.session_state.get(me.own('removals'), 0)}-{place}")
    name = st.text_input(
        WORDS.name,
        value=candidate["name"],
        placeholder=WORDS.name_example,
        key=f"name-{fields}",
        autocomplete="off",
    )
    st.caption(WORDS.scores)
    scores = {c: _one_score(c, candidate["scores"].get(c), fields) for c in CRITERIA}
    st.button(WORDS.remove.format(n=place + 1), on_click=_remove, args=(me, place), type="tertiary")
    return {"name": name, "scores": {c: s for c, s in scores.items() if s is not None}}


def _one_score(criterion: Criterion, score: int | None, fields: str) -> int | None:
    return st.segmented_control(
        NAMES[criterion],
        range(LOWEST, HIGHEST + 1),
        default=score,
        help=WORDING.criteria[criterion].question,
        key=f"{criterion}-{fields}",
        width="stretch",
    )


def _compare(shown: Raw) -> None:
    """Say how the candidates come out, and what one point would change."""
    try:
        answer = MentorCriteria.model_validate(shown)
    except ValidationError:
        return  # the save path says what is wrong
    order = ordered(answer)
    if not order:
        return
    if not answer.ranking:
        st.info(WORDS.needs_ranking)
        return
    with st.container(border=True):
        for at, standing in enumerate(order, start=1):
            # Names are somebody's words: text, never Markdown.
            st.text(_told(answer, at, standing))
    if len(order) > 1:
        _tell_tipping_points(answer)


def _told(answer: MentorCriteria, at: int, standing: Standing) -> str:
    name = _called(answer.candidates[standing.place], standing.place)
    if standing.vetoed_by:
        breakers = ", ".join(NAMES[c] for c in standing.vetoed_by)
        return WORDS.vetoed.format(name=name, criteria=breakers)
    told = WORDS.standing.format(place=at, name=name, total=standing.total)
    if standing.scored < len(CRITERIA):
        return WORDS.partly.format(standing=told, n=standing.scored)
    return told


def _tell_tipping_points(answer: MentorCriteria) -> None:
    tips = tipping_points(answer)
    if not tips:
        st.text(WORDS.steady)
    for tip in tips[:TIPPING_POINTS_TOLD]:
        st.text(_tip_told(answer, tip))


def _tip_told(answer: MentorCriteria, tip: TippingPoint) -> str:
    words = WORDS.tipping_veto if tip.by_veto else WORDS.tipping
    return words.format(
        name=_called(answer.candidates[tip.changed], tip.changed),
        ahead=_called(answer.candidates[tip.ahead], tip.ahead),
        criterion=NAMES[tip.criterion],
        now=tip.now,
        score=tip.then,
    )


def _called(candidate: Candidate, place: int) -> str:
    return candidate.name or WORDS.candidate.format(n=place + 1)
