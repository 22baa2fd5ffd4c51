"""Which language a page speaks, settled at the start of each run by one rule for everyone."""

import threading
from typing import Final

import streamlit as st

from exercises.content import FIRST_LANGUAGE
from pages.http import keyring
from pages.wording import WORDING, Wording
from pages.wording.offered import accepted, decide

_LONGEST_TAG: Final = 35  # characters that RFC 5646 requires programs to accept


class _Here(threading.local):
    """The language of the run on this thread, which each run looks up dozens of times."""

    language = FIRST_LANGUAGE


_here = _Here()


def settle(rooms: str = "", *, for_everyone: bool = False) -> None:
    """Decide which language this run speaks, in a room of this language ("" if it has none).

    Pages that everyone in a room sees use the room's language, whatever its facilitator chose.
    """
    chosen = keyring.kept(st.context.cookies, keyring.LANGUAGE)
    # The browser's header first, because our own script may change the locale (speak.js).
    header = accepted(st.context.headers.get("Accept-Language", ""))
    browsers = (*header, str(st.context.locale or ""))
    first, then = (rooms, chosen) if for_everyone else (chosen, rooms)
    _here.language = decide(first, then, browsers)


def spoken() -> str:
    """Return the code of this run's language, such as "en"."""
    return _here.language


def browsers_locale() -> str:
    """Return the locale for dates, such as "en-GB": the browser's, if it fits this language."""
    theirs = str(st.context.locale or "")[:_LONGEST_TAG]
    return theirs if theirs.partition("-")[0].lower() == spoken() else spoken()


def words() -> Wording:
    """Return the app's wording in this run's language."""
    return WORDING.in_(_here.language)
