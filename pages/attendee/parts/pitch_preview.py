"""The resulting pitch: its three forms, its checks, and a rehearsal."""

import streamlit as st

from exercises.formats import listed
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import Pitch
from exercises.pitch.checks import MOST_SECONDS, Check, checks, sorted_out
from exercises.pitch.forms import FORMS, Draft, Form, all_forms, draft, left_out
from exercises.pitch.wording import PitchContent
from pages.attendee.parts.pitch_parts import own
from pages.shared import browser
from pages.shared.identity.who import Attendee
from pages.shared.language import spoken
from pages.shared.saving import fields, quick
from pages.shared.step import further


def preview(me: Attendee) -> None:
    """Show the pitch in the chosen form, its length, and what to check."""
    words, answer = _content().preview, own(me)
    st.header(words.title, anchor=False)
    if not answer.is_written():
        st.info(words.empty, icon=":material/edit:")
        return
    form = fields.segmented_control(
        words.form,
        FORMS,
        default=FORMS[0],
        required=True,
        format_func=lambda form: _content().forms[form].name,
        key=me.own("form"),
    )
    form = form if form in FORMS else FORMS[0]
    with quick.place("pitch-as-written", of=(answer, form)) as is_new:
        if is_new:
            _show(answer, form)
    _rehearse(me)
    with further.fold(me, EXERCISE):
        _check(answer, form)


def _rehearse(me: Attendee) -> None:
    """Show a stopwatch for saying the pitch aloud, with the text in view."""
    words = _content().rehearsal
    st.markdown(f"**{words.title}.** {words.intro.format(most=MOST_SECONDS)}")
    told = words.model_dump(exclude={"title", "intro"})
    browser.stopwatch(me.own("rehearsal"), MOST_SECONDS, told)


def _content() -> PitchContent:
    return WORDING.in_(spoken())


def _show(answer: Pitch, form: Form) -> None:
    words, written = _content().preview, draft(answer, form, _content())
    if written.gaps:
        st.warning(words.unfinished, icon=":material/edit:")
    with st.container(border=True, key="pitch-preview"):
        if form == "mail" and written.subject:
            st.text(words.subject.format(subject=written.subject))
        st.text(written.text)  # people's own words: plain text, never Markdown
    length = words.length.format(words=written.words, seconds=written.seconds)
    st.markdown(length)
    st.caption(words.length_aside)
    if words.address:
        st.caption(words.address)
    _tell_left_out(answer, form)
    _offer_to_take_away(answer, form, written)


def _tell_left_out(answer: Pitch, form: Form) -> None:
    words, named = _content().preview, _content().parts
    for told, parts in zip((words.left_out, words.cut), left_out(answer, form), strict=True):
        if parts:
            st.caption(told.format(parts=listed([named[p].name for p in parts], _content().locale)))


def _offer_to_take_away(answer: Pitch, form: Form, written: Draft) -> None:
    words = _content().preview
    browser.outbox(
        "pitch-outbox",
        browser.Outgoing(
            label=words.title,
            text=written.text,
            mailto=written.mailto if form == "mail" else "",
            whole=all_forms(answer, _content()),
            file=words.file,
            copy=words.copy_it,
            copied=words.copied,
            mail=words.mail,
            download=words.download,
        ),
    )


def _check(answer: Pitch, form: Form) -> None:
    """Show what to fix first, and then all the other checks."""
    words = _content().preview
    st.subheader(words.checks, anchor=False)
    first, rest = sorted_out(checks(answer, form, _content()))
    _tell("pitch-checks", first, words.ready)
    st.markdown(f"**{words.more_checks}**")
    _tell("pitch-checks-more", rest, words.checks_later)


def _tell(place: str, found: tuple[Check, ...], otherwise: str) -> None:
    words = _content().preview
    with quick.place(place, of=found) as is_new:
        if not is_new:
            return
        if not found:
            st.text(otherwise)
        for check in found:
            said = words.fine if check.fine else words.to_do
            # It quotes gaps that may hold people's own words: plain text, never Markdown.
            st.text(f"{said} {check.told}")
