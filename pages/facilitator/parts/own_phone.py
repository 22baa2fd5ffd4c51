"""A facilitator's own phone as a remote: a link of its own as a QR code, shown only on request.

Links can't be shown again, as only their fingerprints are stored. So the phone gets a new one, with
a name under which it can be revoked, and this page shows the same one for as long as it's open.
"""

import streamlit as st

from data import keys
from data.cohorts import Cohort, Gone
from data.facilitators import TooManyLinks
from pages.facilitator.parts import making
from pages.http.links import base_url, facilitator_url
from pages.http.running import running
from pages.shared import browser
from pages.shared.identity import who
from pages.shared.language import words
from pages.shared.qr import qr_code

_MADE = "facilitator link of one's own phone"
_IS_SHOWN = "whether the link of one's own phone is shown"


def offer(cohort: Cohort) -> None:
    """Offer the QR code, or show it with a warning."""
    told = words().links
    st.markdown(f"**{told.phone}**")
    key = _made(cohort)
    if not key or not st.session_state.get(_IS_SHOWN):
        st.markdown(told.phone_how)
        st.button(
            told.phone_show,
            icon=":material/qr_code:",
            key="show-phone-link",
            on_click=_show,
            args=(cohort,),
        )
        return
    link = facilitator_url(base_url(*browser.scheme_and_host()), key)
    warning = told.phone_warning.format(label=told.phone_label, manage=words().keeping.title)
    picture, beside = st.columns([1, 2])
    with picture:
        qr_code(link, width=170, alt=told.phone_qr)
    with beside:
        st.warning(warning, icon=":material/key:")
        st.button(told.phone_hide, key="hide-phone-link", on_click=hide)


def hide() -> None:
    """Hide the QR code, for instance once the popover around it was closed."""
    st.session_state.pop(_IS_SHOWN, None)


def _made(cohort: Cohort) -> str:
    """Return the key of the link that this page made for the phone, unless it was revoked."""
    made = making.made_last(_MADE)
    return made[1] if made and made[0].code == cohort.code else ""


def _show(cohort: Cohort) -> None:
    if who.facilitator(cohort.code) is None:
        return  # revoked since the button was drawn
    if not _made(cohort):
        # Always a new key, because the one before may have been revoked; noted before it's used.
        key = st.session_state[_MADE] = keys.mint_key()
        try:
            running().store.facilitators.add(cohort.code, words().links.phone_label, key)
        except (Gone, TooManyLinks):
            st.toast(words().links.too_many, icon=":material/key_off:")
            return
    st.session_state[_IS_SHOWN] = True
