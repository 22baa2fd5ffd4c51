"""Facilitators: the links by which a room is led, each told apart, revoked and made anew."""

from datetime import datetime
from typing import Final, NamedTuple

from data import keys
from data.cohorts import Cohorts, Gone
from data.store import Database, utc_now

MOST_LINKS: Final = 12


class Link(NamedTuple):
    """A facilitator link as the store knows it, which is without its key."""

    fingerprint: str
    label: str  # empty for the one that the room was opened with
    made_at: datetime | None  # None for those of a store older than this was kept


class NoSuchLink(Exception):
    """The room has no such link: it was revoked or made anew in the meantime."""


class LastLink(Exception):
    """The room's only link cannot be revoked, because nobody could lead it any more."""


class TooManyLinks(Exception):
    """The room has as many links as a room may have."""


class Facilitators:
    """The links of each room, and how they change."""

    def __init__(self, database: Database, cohorts: Cohorts) -> None:
        self._database = database
        self._cohorts = cohorts

    def links(self, code: str) -> list[Link]:
        """Return a room's links, the oldest first."""
        rows = self._database.rows(
            "SELECT facilitator, coalesce(label, ''), made_at FROM workshop.facilitators"
            " WHERE cohort = ? ORDER BY made_at NULLS FIRST, facilitator",
            [code],
        )
        return [Link(*row) for row in rows]

    def add(self, code: str, label: str, key: str = "") -> str:
        """Give a room one more link, and return its key, which is kept nowhere.

        Who brings the key asks for one link with it, however often they ask.
        """
        key = key or keys.mint_key()
        with self._cohorts.letting_in(code) as together:
            if self._cohorts.find(code) is None:
                raise Gone(code)
            if self._is_made(code, key):
                return key
            if len(self.links(code)) >= MOST_LINKS:
                raise TooManyLinks(code)
            together.append("facilitators", keys.fingerprint(key), code, label, utc_now())
        return key

    def revoke(self, code: str, fingerprint: str) -> None:
        """Take a link away, at once and everywhere; never the last one."""
        with self._cohorts.letting_in(code) as together:
            self._one(code, fingerprint)
            if len(self.links(code)) == 1:
                raise LastLink(code)
            together.delete("facilitators", "facilitator", fingerprint)

    def reissue(self, code: str, fingerprint: str, key: str = "") -> str:
        """Put a new link in a link's place, and return its key; the old one opens nothing."""
        key = key or keys.mint_key()
        with self._cohorts.letting_in(code) as together:
            if self._is_made(code, key):
                return key
            label = self._one(code, fingerprint).label
            together.delete("facilitators", "facilitator", fingerprint)
            together.append("facilitators", keys.fingerprint(key), code, label, utc_now())
        return key

    def _is_made(self, code: str, key: str) -> bool:
        asked = keys.fingerprint(key)
        return any(link.fingerprint == asked for link in self.links(code))

    def _one(self, code: str, fingerprint: str) -> Link:
        for link in self.links(code):
            if link.fingerprint == fingerprint:
                return link
        raise NoSuchLink(code)
