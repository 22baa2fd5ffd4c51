"""The scorecard of step 3: up to three people, eight qualities, and what would tip the balance."""

import secrets
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

CONTENT = WORDING.in_("en")
WORDS, NAMES = CONTENT.scorecard, {c: q.name for c, q in CONTENT.criteria.items()}
TIPPING_POINTS_TOLD = 3

# A candidate as the page holds it: raw, because only the answer model says what is valid.
Raw = dict[str, Any]


def candidates(me: Attendee, before: MentorCriteria, shown: Raw) -> tuple[Raw, ...]:
    """Let somebody score candidates, and return them as entered."""
    st.header(WORDS.title, anchor=False)
    st.markdown(WORDS.intro.format(bar=BAR))
    st.caption(f":material/lock: {WORDS.private}")
    entries = _entries(me, before)
    _offer_more(me, entries)
    place = _choose(me, entries)
    if place is not None:
        entries[place] = _score(me, place, entries[place])
    _compare({**shown, "candidates": tuple(entries)})
    return tuple(entries)


def _entries(me: Attendee, before: MentorCriteria) -> list[Raw]:
    kept = [candidate.model_dump() for candidate in before.candidates]
    entries: list[Raw] = st.session_state.setdefault(me.own("candidates"), kept)
    return entries


def _offer_more(me: Attendee, entries: list[Raw]) -> None:
    """Offer to add a candidate, and to bring back the one removed last."""
    with st.container(horizontal=True):
        if len(entries) < MAX_CANDIDATES:
            st.button(
                WORDS.add,
                icon=":material/person_add:",
                key=me.own("add"),
                on_click=_add,
                args=(me, {"id": secrets.token_hex(4), "name": "", "scores": {}}),
            )
        if removed := st.session_state.get(me.own("removed")):
            st.button(
                WORDS.undo,
                icon=":material/undo:",
                key=me.own("undo"),
                on_click=_add,
                args=(me, removed),
            )


def _add(me: Attendee, entry: Raw) -> None:
    entries: list[Raw] = st.session_state[me.own("candidates")]
    if len(entries) < MAX_CANDIDATES:
        entries.append(entry)
    st.session_state.pop(me.own("removed"), None)


def _remove(me: Attendee, who: str) -> None:
    entries: list[Raw] = st.session_state[me.own("candidates")]
    for entry in [e for e in entries if e["id"] == who]:
        entries.remove(entry)
        st.session_state[me.own("removed")] = entry


def _choose(me: Attendee, entries: list[Raw]) -> int | None:
    """Let somebody turn to a candidate, and return the place of the one to show."""
    if not entries:
        return None
    return st.segmented_control(
        WORDS.which,
        range(len(entries)),
        default=len(entries) - 1,
        required=True,
        format_func=lambda place: WORDS.candidate.format(n=place + 1),
        key=me.own(f"which-of-{len(entries)}"),
    )


def _score(me: Attendee, place: int, entry: Raw) -> Raw:
    """Show one candidate's fields and return what they hold."""
    name = st.text_input(
        WORDS.name,
        value=entry["name"],
        placeholder=WORDS.name_example,
        help=WORDS.name_help,
        key=me.own(f"name-{entry['id']}"),
        autocomplete="off",
    )
    st.caption(WORDS.scores)
    scores = {c: _one_score(me, c, entry) for c in CRITERIA}
    st.button(
        WORDS.remove.format(n=place + 1),
        key=me.own(f"remove-{entry['id']}"),
        on_click=_remove,
        args=(me, entry["id"]),
        type="tertiary",
    )
    given = {c: score for c, score in scores.items() if score is not None}
    return {"id": entry["id"], "name": name, "scores": given}


def _one_score(me: Attendee, criterion: Criterion, entry: Raw) -> int | None:
    return st.segmented_control(
        NAMES[criterion],
        range(LOWEST, HIGHEST + 1),
        default=entry["scores"].get(criterion),
        help=CONTENT.criteria[criterion].question,
        key=me.own(f"{criterion}-{entry['id']}"),
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
        for standing in order:
            at = 1 + sum(other.merit > standing.merit for other in order)  # level: the same place
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
        behind=_called(answer.candidates[tip.behind], tip.behind),
        criterion=NAMES[tip.criterion],
        now=tip.now,
        score=tip.then,
    )


def _called(candidate: Candidate, place: int) -> str:
    return candidate.name or WORDS.candidate.format(n=place + 1)
