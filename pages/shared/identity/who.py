"""Who's there on each run, attendee, facilitator or host, by this browser's cookies."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from data import keys
from data.cohorts import ALONE_CODE, Cohort, Gone
from data.faults import StoreFault
from pages.http import keyring
from pages.http.running import running
from pages.shared import language
from pages.shared.saving import tab

_OWNER = "owner of this session"


@dataclass(frozen=True)
class Attendee:
    """The person using this browser, and their cohort."""

    key: str
    cohort: Cohort
    linked: bool = False  # the key came with a private link, so whoever sent that has it, too

    def own(self, name: str) -> str:
        """Return this attendee's own widget key, so values don't leak if a tab changes hands."""
        return tab.own_key(name, self.key)

    def own_draft(self, name: str) -> str:
        """Return the name under which the browser keeps this attendee's draft of a field."""
        return tab.draft_name(name, self.key)


@dataclass(frozen=True)
class Facilitator:
    """The person who facilitates this cohort."""

    key: str
    cohort: Cohort


def attendee() -> Attendee | None:
    """Return this browser's attendee, in the cohort that it joined last.

    Their first page creates them. None if the browser holds no key, the cohort is gone, or they've
    deleted their answers.
    """
    cohorts = running().store.cohorts
    for code, key, linked in keyring.held(_cookies(), keyring.ATTENDEE)[:1]:
        try:
            if cohorts.of_attendee(key) is None:
                cohorts.join(key, code)
        except Gone:
            return None
        if cohort := cohorts.of_attendee(key):
            return Attendee(key, cohort, linked)
    return None


def was_attendee() -> bool:
    """Say whether this browser holds an attendee's key, even of a room that's gone."""
    return bool(keyring.held(_cookies(), keyring.ATTENDEE))


def other_plans() -> tuple[Attendee, ...]:
    """Return this browser's other plans, in rooms that still exist."""
    cohorts = running().store.cohorts
    found: dict[tuple[str, bool], Attendee] = {}
    for code, key, linked in keyring.held(_cookies(), keyring.ATTENDEE)[1:]:
        if cohort := cohorts.of_attendee(key) if linked else cohorts.find(code):
            found.setdefault((code, linked), Attendee(key, cohort, linked))
    return tuple(found.values())


def alone_key() -> str | None:
    """Return the key with which this browser learns alone, or did; its own before a linked one."""
    held = keyring.held(_cookies(), keyring.ATTENDEE)
    alone = sorted((one for one in held if one.code == ALONE_CODE), key=lambda one: one.linked)
    return alone[0].key if alone else None


def facilitator(code: str) -> Facilitator | None:
    """Return this browser's facilitator of that cohort; without a code, of the one opened last."""
    cohorts = running().store.cohorts
    for _, key, _ in keyring.held(_cookies(), keyring.FACILITATOR):
        cohort = cohorts.of_facilitator(key)
        if cohort and code in ("", cohort.code):
            return Facilitator(key, cohort)
    return None


def facilitated() -> tuple[Cohort, ...]:
    """Return all existing cohorts that this browser facilitates."""
    held = keyring.held(_cookies(), keyring.FACILITATOR)
    found = (running().store.cohorts.of_facilitator(one.key) for one in held)
    return tuple(dict.fromkeys(cohort for cohort in found if cohort))


def is_host() -> bool:
    """Say whether this browser holds the host key."""
    return keys.same_key(keyring.host_key_held(_cookies()), running().host_key)


def settle_language() -> None:
    """Set this run's language for this browser's attendee, whose first page this may be."""
    for code, key, linked in keyring.held(_cookies(), keyring.ATTENDEE)[:1]:
        cohorts = running().store.cohorts
        try:
            room = cohorts.of_attendee(key) or (None if linked else cohorts.find(code))
        except StoreFault:  # the page will report it, in the browser's language
            room = None
        language.settle(room.language if room else "")
        return
    language.settle()


def guard_session() -> bool:
    """Clear the session and return True if it was built for someone else.

    Anyone who knows a session's id can take it over with all its state. The cookies that came with
    the connection show who's really there (DESIGN 3).
    """
    settle_language()
    kinds = (keyring.ATTENDEE, keyring.FACILITATOR, keyring.HOST)
    here = keys.fingerprint("|".join(keyring.kept(_cookies(), kind) for kind in kinds))
    taken_over = bool(st.session_state.get(_OWNER, here) != here)
    if taken_over:
        st.session_state.clear()
    st.session_state[_OWNER] = here
    tab.settle()
    return taken_over


def _cookies() -> Mapping[str, str]:
    return st.context.cookies
