"""The cohort that a benchmark runs in: made by the host, exported by its facilitator."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import httpx

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

    def export(self) -> dict[tuple[str, str], Any]:
        """Return the shared half that responses.csv has, by attendee and exercise."""
        return export_of(self.server, self.code, self.facilitator_key)

    def lost(self, attendees: Iterable[Attendee]) -> list[str]:
        """Return the answers that somebody saw as *Saved* and that the export has not.

        Of exercises that too few answered it has none, as it should.
        """
        export, attendees = self.export(), list(attendees)
        answered = Counter(slug for attendee in attendees for slug in attendee.kept)
        return [
            f"{attendee.pseudonym} {slug}: {export.get((attendee.pseudonym, slug))} for {kept}"
            for attendee in attendees
            for slug, kept in attendee.kept.items()
            if answered[slug] >= _MIN_GROUP
            and export.get((attendee.pseudonym, slug)) != json.loads(json.dumps(kept))
        ]


def export_of(server: str, code: str, facilitator_key: str) -> dict[tuple[str, str], Any]:
    """Return the shared half that a room's responses.csv has, by attendee and exercise."""
    answered = httpx.get(
        f"{server}/api/cohorts/{code}/responses.csv",
        headers={"Authorization": f"Bearer {facilitator_key}"},
        timeout=60,
    )
    if answered.status_code == 409:  # fewer answers than the cohort's minimum
        return {}
    rows = csv.DictReader(io.StringIO(answered.raise_for_status().text))
    return {(r["attendee"], r["exercise"]): json.loads(r["answer"]) for r in rows}
