"""People in a cohort, for tests that use the store without a page."""

from data import Store, keys
from data.cohorts import Cohort


def attendee_of(store: Store, cohort: Cohort) -> str:
    """Let someone join, and return their key."""
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    return key


def own_json(store: Store, key: str, exercise: str = "mentor_criteria") -> str:
    """Return someone's own answer, or an empty text."""
    own = store.answers.own(key, exercise)
    return own.json if own else ""
