"""Which language a page speaks: the one chosen on it, else the browser's, else English."""

import threading

import streamlit as st

from exercises.content import FIRST_LANGUAGE
from pages.http import keyring
from pages.wording import WORDING, Wording


class _Here(threading.local):
    """What the run on this thread speaks: asked for dozens of times in each."""

    language = FIRST_LANGUAGE


_here = _Here()


def settle() -> None:
    """Find out which language this run speaks; to be called at the start of each."""
    chosen = keyring.kept(st.context.cookies, keyring.LANGUAGE)
    if chosen not in WORDING.languages:
        chosen = str(st.context.locale or FIRST_LANGUAGE)
    _here.language = chosen.partition("-")[0].lower()


def spoken() -> str:
    """Return the code of the language that this run speaks, such as "en"."""
    return _here.language


def locale() -> str:
    """Return the language of the words, in which days and numbers stand beside them."""
    return _here.language if _here.language in WORDING.languages else FIRST_LANGUAGE


def browsers_locale() -> str:
    """Return how this browser writes days, such as "en-GB": within the language of the words."""
    theirs = str(st.context.locale or "")
    return theirs if theirs.partition("-")[0].lower() == locale() else locale()


def words() -> Wording:
    """Return the wording of the house in the language that this run speaks."""
    return WORDING.in_(_here.language)
