"""The scorecard of step 3: up to three people, eight qualities, and what would tip the balance."""

import secrets

import streamlit as st

from exercises.exercise import MAX_NAME
from exercises.mentor_criteria import EXERCISE, WORDING
from exercises.mentor_criteria.answer import CRITERIA, MAX_CANDIDATES, Criterion, MentorCriteria
from exercises.mentor_criteria.plan import called, standings, unknown
from exercises.mentor_criteria.scorecard import (
    BAR,
    HIGHEST,
    LOWEST,
    TippingPoint,
    VetoPoint,
    tipping_points,
    veto_points,
)
from exercises.mentor_criteria.wording import MentorCriteriaContent
from exercises.text import within
from pages.attendee.parts import turning
from pages.attendee.parts.rows import Raw
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.saving import answers, fields, quick

TIPPING_POINTS_TOLD = 3


def candidates(me: Attendee) -> None:
    """Explain the scorecard, and let the attendee fill it in."""
    words = _content().scorecard
    st.header(words.title, anchor=False)
    st.markdown(words.intro.format(bar=BAR))
    st.caption(f":material/lock: {words.private}")
    before = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    entries = _entries(me)
    _offer_more(me, entries)
    place = _choose(me, entries)
    if place is not None:
        _take_what_was_left(me, entries, entries[place]["id"])
        stored = {candidate.id: candidate.name for candidate in before.candidates}
        entries[place] = _score(me, place, entries[place], stored)
    answers.save(me, EXERCISE, {"candidates": tuple(entries)})
    turning.note(me, "" if place is None else entries[place]["id"])
    answer = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    with quick.place("standings", of=answer) as is_new:
        if is_new:
            _compare(answer)


def _content() -> MentorCriteriaContent:
    return WORDING.in_(spoken())


def _entries(me: Attendee) -> list[Raw]:
    """Return the candidates as the page has them; as stored, if another page has just saved."""
    before = answers.stored(me, EXERCISE, MentorCriteria) or MentorCriteria()
    kept = [candidate.model_dump() for candidate in before.candidates]
    entries: list[Raw] = st.session_state.setdefault(me.own("candidates"), kept)
    return entries


def _offer_more(me: Attendee, entries: list[Raw]) -> None:
    """Offer to add a candidate, and to restore the last removed one."""
    with st.container(horizontal=True):
        if len(entries) < MAX_CANDIDATES:
            st.button(
                _content().scorecard.add,
                icon=":material/person_add:",
                key=me.own("add"),
                on_click=_add,
                args=(me, {"id": secrets.token_hex(4), "name": "", "scores": {}}),
            )
        if removed := st.session_state.get(me.own("removed")):
            st.button(
                _content().scorecard.undo,
                icon=":material/undo:",
                key=me.own("undo"),
                on_click=_add,
                args=(me, removed),
            )


def _add(me: Attendee, entry: Raw) -> None:
    entries = _entries(me)
    if len(entries) < MAX_CANDIDATES:
        entries.append(entry)
    st.session_state.pop(me.own("removed"), None)


def _remove(me: Attendee, who: str) -> None:
    entries = _entries(me)
    for entry in [e for e in entries if e["id"] == who]:
        entries.remove(entry)
        st.session_state[me.own("removed")] = entry


def _choose(me: Attendee, entries: list[Raw]) -> int | None:
    """Let the attendee choose a candidate, and return the position of the one to show."""
    if not entries:
        return None
    tabs, count, ids = _tabs(me, entries), len(entries), [entry["id"] for entry in entries]
    # The browser identifies a tab by its name, which changes while someone types, so we keep the
    # same candidate in front. When one is added or removed, the last one comes to the front.
    of, shown = st.session_state.get(me.own("in-front"), (0, ""))
    at = ids.index(shown) if of == count and shown in ids else count - 1
    place = fields.pills(
        _content().scorecard.which,
        range(count),
        default=at,
        required=True,
        format_func=tabs.__getitem__,
        key=me.own(f"which-of-{count}"),
    )
    place = at if place is None else place  # a client may send an unknown tab
    st.session_state[me.own("in-front")] = (count, ids[place])
    return place


def _tabs(me: Attendee, entries: list[Raw]) -> list[str]:
    """Return the candidates' current names, all different."""
    words, tabs = _content().scorecard, list[str]()
    for n, entry in enumerate(entries, start=1):
        typed = st.session_state.get(me.own(f"name-{entry['id']}"), entry["name"])
        name = fields.as_label(str(typed)) or words.candidate.format(n=n)
        tabs.append(words.named_again.format(name=name, n=n) if name in tabs else name)
    return tabs


def _take_what_was_left(me: Attendee, entries: list[Raw], shown: str) -> None:
    """Take over the last field values of the candidate that was just left."""
    begun = {e["id"]: {"name": e["name"], **_all_scores(e["scores"])} for e in entries}
    for who, held in turning.left(me, shown, begun).items():
        (at,) = (at for at, entry in enumerate(entries) if entry["id"] == who)
        name = held.pop("name")
        entries[at] = {"id": who, "name": name, "scores": _given(held)}


def _all_scores(given: dict[str, int]) -> dict[str, int | None]:
    return {c: given.get(c) for c in CRITERIA}


def _given(scores: dict[str, int | None]) -> dict[str, int]:
    return {c: score for c, score in scores.items() if score is not None}


def _score(me: Attendee, place: int, entry: Raw, stored: dict[str, str]) -> Raw:
    """Show one candidate's fields and return what they hold."""
    name = fields.text(
        me,
        f"name-{entry['id']}",
        _content().scorecard.name,
        stored.get(entry["id"], ""),
        example=_content().scorecard.name_example,
        limit=MAX_NAME,
        grows=False,
        begin_with=entry["name"],
    )
    st.caption(_content().scorecard.scores)
    scores: dict[str, int | None] = {c: _one_score(me, c, entry) for c in CRITERIA}
    st.button(
        _removing(name, place + 1),
        key=me.own(f"remove-{entry['id']}"),
        on_click=_remove,
        args=(me, entry["id"]),
        type="tertiary",
    )
    return {"id": entry["id"], "name": name, "scores": _given(scores)}


def _removing(typed: str, n: int) -> str:
    """Return what the button that removes someone says: their name, or their number without one."""
    words, name = _content().scorecard, fields.as_label(typed)
    return words.remove_named.format(name=name) if name else words.remove.format(n=n)


def _one_score(me: Attendee, criterion: Criterion, entry: Raw) -> int | None:
    return fields.segmented_control(
        _content().criteria[criterion].name,
        range(LOWEST, HIGHEST + 1),
        default=entry["scores"].get(criterion),
        help=_content().criteria[criterion].question,
        key=me.own(f"{criterion}-{entry['id']}"),
        width="stretch",
    )


def _compare(answer: MentorCriteria) -> None:
    """Show how the candidates compare, and what one point would change."""
    content = _content()
    lines = standings(answer, content)
    if not lines:
        return
    if not answer.ranking:
        st.info(content.scorecard.needs_ranking)
        return
    with st.container(border=True):
        # Names are people's own words: plain text, never Markdown.
        st.text("\n\n".join((*lines, *unknown(answer, content))))
    if told := _close_calls(answer, content, several=len(lines) > 1):
        st.text("\n\n".join(told))


def _close_calls(
    answer: MentorCriteria, content: MentorCriteriaContent, *, several: bool
) -> list[str]:
    """Return what one point would change: first who's ruled out, then who's ahead of whom."""
    told = [_veto_told(answer, content, point) for point in veto_points(answer)]
    if several:
        told += [_tip_told(answer, content, tip) for tip in tipping_points(answer)]
    return told[:TIPPING_POINTS_TOLD] or ([content.scorecard.steady] if several else [])


def _veto_told(answer: MentorCriteria, content: MentorCriteriaContent, point: VetoPoint) -> str:
    words = content.scorecard
    return (words.tipping_out if point.rules_out else words.tipping_in).format(
        name=within(called(answer, content, point.changed)),
        criterion=content.criteria[point.criterion].name,
        now=point.now,
        score=point.then,
    )


def _tip_told(answer: MentorCriteria, content: MentorCriteriaContent, tip: TippingPoint) -> str:
    return content.scorecard.tipping.format(
        name=within(called(answer, content, tip.changed)),
        ahead=within(called(answer, content, tip.ahead)),
        behind=within(called(answer, content, tip.behind)),
        criterion=content.criteria[tip.criterion].name,
        now=tip.now,
        score=tip.then,
    )
