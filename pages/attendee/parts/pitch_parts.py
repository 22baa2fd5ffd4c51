"""The five parts of a pitch, and the sentences with gaps that start them."""

from collections.abc import Callable

import streamlit as st

from exercises.exercise import MAX_NAME, Given
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import MAX_TEXT, PARTS, SPOTS, Part, Pitch, Spot
from exercises.pitch.person import names
from exercises.pitch.start import beside, kept, noted, offered, suggestions, taken_up
from exercises.pitch.wording import PitchContent
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.saving import answers, fields, quick

Wish = Callable[[Pitch, Spot, str], Pitch]


def own(me: Attendee) -> Pitch:
    """Return what's stored, or an empty answer."""
    return answers.stored(me, EXERCISE, Pitch) or Pitch()


def write(me: Attendee) -> None:
    """Ask for the recipient, the five parts and the signature; earlier steps suggest a start."""
    before, given = own(me), answers.given(me)
    after = _whom(me, before, given)
    suggested = suggestions(after, given, _content())
    begins = _start_all(me, is_fresh=not before.is_written())
    for part in PARTS:
        after = _part(me, part, before, after, suggested[part])
    signature = _signature(me, before)
    if begins:
        for spot, start in offered(after, suggested).items():  # also the recipient's name
            after = taken_up(after, spot, start)
    asked = after.times != before.times or after.frames != before.frames
    shown = {str(spot): getattr(after, spot) for spot in SPOTS}
    # News from earlier steps is noted with the next edit, because just looking changes nothing.
    typed = any(text != getattr(before, spot) for spot, text in shown.items())
    frames = noted(after, suggested) if typed or asked else before.frames
    books = {"times": after.times, "frames": frames, "signature": signature}
    answers.save(me, EXERCISE, {**shown, **books})
    # Once anything is written, each part has its own suggestion instead of the one button for all.
    if asked or own(me).is_written() != before.is_written():
        quick.redraw_page()


def _whom(me: Attendee, before: Pitch, given: Given) -> Pitch:
    """Ask for the recipient, and suggest known names."""
    after = before.model_copy(update={"mentor": _field(me, "mentor", before)})
    known = () if after.mentor else names(given)
    with quick.place("offer-mentor", of=known) as is_new:
        if not is_new or not known:
            return after
        st.text(_content().ask.mentor_known)
        with st.container(horizontal=True):
            for n, name in enumerate(known):
                if st.button(fields.as_label(name), key=me.own(f"use-mentor-{n}")):
                    after = taken_up(after, "mentor", name)
    return after


def _part(me: Attendee, part: Part, before: Pitch, after: Pitch, suggestion: str) -> Pitch:
    """Ask for a part, suggest a start or an update, and return the answer with both."""
    after = after.model_copy(update={part: _field(me, part, before)})
    if part == "why":
        _beside("\n".join(beside(after, answers.given(me), _content())))
    # What was only just written has no news yet.
    offer = offered(after, {part: suggestion}).get(part, "") if before.is_written() else ""
    return _offer(me, part, offer, suggestion, after)


def _content() -> PitchContent:
    return WORDING.in_(spoken())


def _start_all(me: Attendee, *, is_fresh: bool) -> bool:
    """Offer to start all parts at once while none is written; say whether that's wanted."""
    with quick.place("start-all", of=is_fresh) as is_new:
        if not (is_new and is_fresh):
            return False
        words = _content().ask
        st.caption(words.start_all_help)
        icon = ":material/edit_note:"
        return st.button(words.start_all, icon=icon, key=me.own("start-all"))


def _signature(me: Attendee, before: Pitch) -> str:
    words = _content().ask
    return fields.text(
        me,
        "signature",
        words.signature,
        before.signature,
        example=words.signature_example,
        limit=MAX_NAME,
        grows=False,
        help=words.signature_help,
    )


def _beside(typed: str) -> None:
    """Show what step 1 has for "why" but can't fit into a sentence as typed."""
    with quick.place("beside-why", of=typed) as is_new:
        if is_new and typed:
            st.text(f"{_content().ask.beside}\n{typed}")  # people's own words: never Markdown


def _field(me: Attendee, spot: Spot, before: Pitch) -> str:
    """Ask for the name or for one part, and return what's in the field."""
    # A field that took a suggestion restarts from the store, with the same key on every open page.
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
            grows=False,
            help=words.ask.mentor_help,
        )
    part = words.parts[spot]
    return fields.text(
        me,
        name,
        part.name,
        before.text(spot),
        example=part.example,
        limit=MAX_TEXT,
        help=part.help,
    )


def _offer(me: Attendee, part: Part, shown: str, suggestion: str, answer: Pitch) -> Pitch:
    """Suggest what earlier steps have for a field; return the answer after their choice."""
    fresh = not answer.text(part).strip()
    with quick.place(f"offer-{part}", of=(shown, fresh)) as is_new:
        if is_new and shown:
            wish = _offered(me, part, shown, fresh=fresh)
            return wish(answer, part, suggestion) if wish else answer
    return answer


def _offered(me: Attendee, part: Part, shown: str, *, fresh: bool) -> Wish | None:
    words, content = _content().ask, _content()
    label = content.parts[part].name
    st.text((words.offer if fresh else words.offer_new).format(text=shown))
    with st.container(horizontal=True):
        take = (words.use if fresh else words.add).format(part=label)
        if st.button(take, key=me.own(f"use-{part}")):
            return taken_up
        if not fresh and st.button(words.keep.format(part=label), key=me.own(f"keep-{part}")):
            return kept
    return None
