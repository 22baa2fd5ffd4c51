"""The cohort that a benchmark runs in: created by the host, checked through a backup."""

import json
from collections.abc import Iterable

import httpx

from tests.kept import on_server
from tests.load.attendee import Attendee
from tests.server import HOST_KEY

_MIN_GROUP = 3


class Cohort:
    """A fresh room on a running server."""

    def __init__(self, server: str) -> None:
        made = httpx.post(
            f"{server}/api/cohorts",
            json={"title": "A room under load", "min_group": _MIN_GROUP},
            headers={"Authorization": f"Bearer {HOST_KEY}"},
        ).raise_for_status()
        self.server = server
        self.code: str = made.json()["code"]
        self.facilitator_key: str = made.json()["facilitator_key"]

    def lost(self, attendees: Iterable[Attendee]) -> list[str]:
        """Return the answers that someone saw as *Saved* but the server doesn't have."""
        kept_there = on_server(self.server, self.code)
        return [
            f"{who.fingerprint} {slug}: {kept_there.get((who.fingerprint, slug))} for {kept}"
            for who in attendees
            for slug, kept in who.kept.items()
            if kept_there.get((who.fingerprint, slug)) != json.loads(json.dumps(kept))
        ]
