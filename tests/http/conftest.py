"""One real server for all the HTTP tests, and what a test needs to be a host or an attendee."""

import json
import random
from collections.abc import Iterator

import httpx
import pytest

from data.halves import shared_fields
from exercises import AGENDA, Exercise
from exercises.exercise import Answer
from exercises.mentor_criteria.answer import sample
from tests.server import HOST_KEY, Server

SLUG = "mentor_criteria"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with Server(tmp_path_factory.mktemp("http")) as running:
        yield running


@pytest.fixture
def address() -> dict[str, str]:
    """An address of its own for each test, so that other tests' wrong keys don't slow it down."""
    # uvicorn trusts a proxy on this machine.
    return {"X-Forwarded-For": f"10.{random.randrange(256)}.{random.randrange(256)}.1"}


@pytest.fixture
def client(server: Server, address: dict[str, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, timeout=20, headers=address) as client:
        yield client


class Room:
    """A fresh cohort, with the facilitator's key at hand."""

    def __init__(self, client: httpx.Client, min_group: int = 5, language: str = "") -> None:
        self.client = client
        made = client.post(
            "/api/cohorts",
            json={"title": "Spring", "min_group": min_group, "language": language},
            headers=bearer(HOST_KEY),
        )
        assert made.status_code == 201, made.text
        self.made = made.json()
        self.code: str = self.made["code"]
        self.key: str = self.made["facilitator_key"]

    def get(self, path: str, key: str | None = None) -> httpx.Response:
        return self.client.get(f"/api/cohorts/{self.code}/{path}", headers=bearer(key or self.key))

    def one_more_link(self) -> str:
        path = f"/api/cohorts/{self.code}/facilitators"
        made = self.client.post(path, json={"label": "Co-host"}, headers=bearer(self.key))
        assert made.status_code == 201, made.text
        return str(made.json()["facilitator_key"])

    def summary(self) -> httpx.Response:
        return self.get(f"summary/{SLUG}")

    def add(self, body: str | bytes) -> httpx.Response:
        return self.client.post(
            f"/api/cohorts/{self.code}/responses", content=body, headers=bearer(self.key)
        )


@pytest.fixture
def room(client: httpx.Client) -> Room:
    return Room(client)


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def line(attendee: str, exercise: str = SLUG, **answer: object) -> str:
    return json.dumps({"attendee": attendee, "exercise": exercise, "answer": answer})


def forms(people: int) -> str:
    rng = random.Random(5)
    samples = [sample(rng) for _ in range(people)]
    return "\n".join(
        line(f"form {i}", ranking=s.ranking, deal_breakers=s.deal_breakers)
        for i, s in enumerate(samples)
    )


def sheets(people: int, seed: int = 1) -> str:
    """Return the paper forms of people who answered the whole agenda, at random by `seed`."""
    rng = random.Random(seed)
    return "\n".join(
        line(f"sheet {number}", exercise.slug, **_shared(exercise, exercise.sample(rng)))
        for number in range(people)
        for exercise in AGENDA
    )


def _shared(exercise: Exercise, answer: Answer) -> dict[str, object]:
    told = json.loads(answer.model_dump_json())
    return {field: told[field] for field in shared_fields(exercise.answer) if field in told}
