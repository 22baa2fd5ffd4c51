"""A room that answers over HTTP and remembers which of its answers the server acknowledged."""

import json
import random
from typing import Any

import httpx

from data import keys
from exercises.mentor_criteria.answer import MentorCriteria, sample
from tests.kept import on_server
from tests.server import HOST_KEY

SLUG = "mentor_criteria"


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def answer_of(attendee: str) -> MentorCriteria:
    """This attendee's answer, the same every time."""
    return sample(random.Random(attendee))


def shared_half(answer: MentorCriteria) -> dict[str, Any]:
    return answer.model_dump(mode="json", include={"ranking", "deal_breakers"})


class Room:
    """A cohort on a running server, and every answer that it acknowledged."""

    def __init__(self, url: str) -> None:
        self.url = url
        made = httpx.post(
            f"{url}/api/cohorts",
            json={"title": "Spring", "min_group": 3},
            headers=bearer(HOST_KEY),
            timeout=20,
        )
        assert made.status_code == 201, made.text
        self.code: str = made.json()["code"]
        self.key: str = made.json()["facilitator_key"]
        self.acknowledged: dict[str, dict[str, Any]] = {}

    def answer(self, client: httpx.Client, *attendees: str) -> httpx.Response:
        """Send answers in one request, and record them once the server acknowledges them."""
        given = {attendee: shared_half(answer_of(attendee)) for attendee in attendees}
        lines = (
            json.dumps({"attendee": attendee, "exercise": SLUG, "answer": answer})
            for attendee, answer in given.items()
        )
        url = f"{self.url}/api/cohorts/{self.code}/responses"
        said = client.post(url, content="\n".join(lines), headers=bearer(self.key))
        if said.status_code == 201:
            self.acknowledged |= {self._name(a): answer for a, answer in given.items()}
        return said

    def kept(self) -> dict[str, dict[str, Any]]:
        """The server's stored answers, by attendee."""
        return {who: answer for (who, _), answer in on_server(self.url, self.code).items()}

    def missing(self) -> list[str]:
        """The acknowledged answers that the server has lost or changed."""
        found = self.kept()
        return [name for name, answer in self.acknowledged.items() if found.get(name) != answer]

    def summary(self) -> dict[str, Any]:
        url = f"{self.url}/api/cohorts/{self.code}/summary/{SLUG}"
        said = httpx.get(url, headers=bearer(self.key), timeout=20)
        told: dict[str, Any] = said.json()
        return told

    def _name(self, attendee: str) -> str:
        return keys.fingerprint(f"import:{self.code}:{attendee}")
