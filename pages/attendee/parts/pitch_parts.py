"""The five parts of a pitch, and what earlier steps have to start them with."""

import streamlit as st

from exercises.exercise import MAX_NAME
from exercises.mentor_criteria import WORDING as QUALITIES
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import MAX_TEXT, SPOTS, Pitch, Spot
from exercises.pitch.start import kept, noted, offered, suggestions, taken_up
from exercises.pitch.wording import PitchContent
from exercises.self_assessment import WORDING as COMPETENCIES
from pages.shared import answers, fields, quick
from pages.shared.language import spoken
from pages.shared.who import Attendee

_LINES = 3


def own(me: Attendee) -> Pitch:
    """Return what is stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Pitch) or Pitch()


def write(me: Attendee) -> None:
    """Write for whom it is, and the five parts; each can start from what earlier steps know."""
    before = own(me)
    qualities = {c: q.name for c, q in QUALITIES.in_(spoken()).criteria.items()}
    competencies = COMPETENCIES.in_(spoken()).competencies
    suggested = suggestions(before, answers.given(me), _content(), qualities, competencies)
    after = before
    for spot in SPOTS:
        after = after.model_copy(update={spot: _field(me, spot, before)})
        offers = offered(after, suggested)  # to what was just written, nothing is new yet
        after = _offer(me, spot, offers.get(spot, ""), after)
    asked = after != before.model_copy(update={spot: getattr(after, spot) for spot in SPOTS})
    shown = {str(spot): getattr(after, spot) for spot in SPOTS}
    # What is new in earlier steps is noted with the next word: looking changes nothing.
    typed = any(text != getattr(before, spot) for spot, text in shown.items())
    begun_with = noted(after, suggested) if typed or asked else before.begun_with
    books = {"times": after.times, "begun_with": begun_with}
    answers.save(me, EXERCISE, {**shown, **books})
    if asked:
        st.rerun(scope="app")


def _content() -> PitchContent:
    return WORDING.in_(spoken())


def _field(me: Attendee, spot: Spot, before: Pitch) -> str:
    """Ask for the name or for one part, and return what is in the field."""
    # What took up an offer begins anew from what is stored, under the same name on every page.
    name = f"{spot}-{before.times.get(spot, 0)}"
    words = _content()
    if spot == "mentor":
        return fields.text(
            me,
            name,
            words.ask.mentor,
            before.mentor,
            example=words.ask.mentor_example,
            limit=MAX_NAME,
        )
    part = words.parts[spot]
    return fields.text(
        me,
        name,
        part.name,
        before.text(spot),
        example=part.example,
        limit=MAX_TEXT,
        lines=_LINES,
        help=part.help,
    )


def _offer(me: Attendee, spot: Spot, suggestion: str, answer: Pitch) -> Pitch:
    """Offer what earlier steps have for a field; return the answer as one wants it then."""
    fresh = not str(getattr(answer, spot)).strip()
    with quick.place(f"offer-{spot}", of=(suggestion, fresh)) as is_new:
        if is_new and suggestion:
            return _offered(me, spot, suggestion, answer, fresh=fresh)
    return answer


def _offered(me: Attendee, spot: Spot, suggestion: str, answer: Pitch, *, fresh: bool) -> Pitch:
    words, content = _content().ask, _content()
    label = words.mentor_short if spot == "mentor" else content.parts[spot].name
    st.text((words.offer if fresh else words.offer_new).format(text=suggestion))
    with st.container(horizontal=True):
        take = (words.use if fresh else words.add).format(part=label)
        if st.button(take, key=me.own(f"use-{spot}")):
            return taken_up(answer, spot, suggestion)
        if not fresh and st.button(words.keep.format(part=label), key=me.own(f"keep-{spot}")):
            return kept(answer, spot, suggestion)
    return answer
