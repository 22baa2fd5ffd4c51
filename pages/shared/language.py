"""Which language a page speaks: settled at the start of each run, by the rule for everybody."""

import threading
from typing import Final

import streamlit as st

from exercises.content import FIRST_LANGUAGE
from pages.http import keyring
from pages.wording import WORDING, Wording
from pages.wording.offered import accepted, decide

_LONGEST_TAG: Final = 35  # characters that RFC 5646 has every program take


class _Here(threading.local):
    """What the run on this thread speaks: asked for dozens of times in each."""

    language = FIRST_LANGUAGE


_here = _Here()


def settle(rooms: str = "", *, for_everyone: bool = False) -> None:
    """Find out which language this run speaks, in a room of that language; "" if it has none.

    What everyone in a room looks at speaks the room's, whatever the facilitator chose for herself.
    """
    chosen = keyring.kept(st.context.cookies, keyring.LANGUAGE)
    # Its header first: a page's script may tell Streamlit the language of the page (speak.js).
    header = accepted(st.context.headers.get("Accept-Language", ""))
    browsers = (*header, str(st.context.locale or ""))
    first, then = (rooms, chosen) if for_everyone else (chosen, rooms)
    _here.language = decide(first, then, browsers)


def spoken() -> str:
    """Return the code of the language that this run speaks, such as "en"."""
    return _here.language


def browsers_locale() -> str:
    """Return how this browser writes days, such as "en-GB": within the language of the words."""
    theirs = str(st.context.locale or "")[:_LONGEST_TAG]
    return theirs if theirs.partition("-")[0].lower() == spoken() else spoken()


def words() -> Wording:
    """Return the wording of the house in the language that this run speaks."""
    return WORDING.in_(_here.language)
