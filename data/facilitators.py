"""Facilitator links: the keys to leading a room, each labelled, revoked and reissued on its own."""

from datetime import datetime
from typing import Final, NamedTuple

from data import keys
from data.cohorts import Cohorts, Gone
from data.store import Database, utc_now

MOST_LINKS: Final = 12


class Link(NamedTuple):
    """A facilitator link as stored, without its key."""

    fingerprint: str
    label: str  # empty for the link the room was opened with
    made_at: datetime | None  # None for links older than this column


class NoSuchLink(Exception):
    """The room has no such link: it was revoked or reissued in the meantime."""


class LastLink(Exception):
    """The room's only link can't be revoked, because no one could lead the room."""


class TooManyLinks(Exception):
    """The room already has as many links as it may have."""


class Facilitators:
    """A room's links, and how they change."""

    def __init__(self, database: Database, cohorts: Cohorts) -> None:
        self._database = database
        self._cohorts = cohorts

    def links(self, code: str) -> list[Link]:
        """Return a room's links, oldest first."""
        rows = self._database.rows(
            "SELECT facilitator, coalesce(label, ''), made_at FROM workshop.facilitators"
            " WHERE cohort = ? ORDER BY made_at NULLS FIRST, facilitator",
            [code],
        )
        return [Link(*row) for row in rows]

    def add(self, code: str, label: str, key: str = "") -> str:
        """Add a link to a room and return its key, which isn't stored.

        Given a key, this is idempotent: one key makes one link, however often it's sent.
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
        """Revoke a link, at once and everywhere, but never the last one."""
        with self._cohorts.letting_in(code) as together:
            self._one(code, fingerprint)
            if len(self.links(code)) == 1:
                raise LastLink(code)
            together.delete("facilitators", "facilitator", fingerprint)

    def reissue(self, code: str, fingerprint: str, key: str = "") -> str:
        """Replace a link and return the new one's key; the old one opens nothing."""
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
