"""Who is asking over HTTP, and the refusals that they get."""

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request

from data import Store, keys
from data.cohorts import Cohort
from pages.http import keyring


class Refusal(HTTPException):
    """An answer of 4xx with a reason for a person, and where it helps the places in the input."""

    def __init__(self, status: int, reason: str, problems: list[dict[str, object]] | None = None):
        super().__init__(status, reason)
        self.problems = problems or []


@dataclass(frozen=True)
class Caller:
    """One request, its body, and what its sender can prove."""

    request: Request
    body: bytes
    store: Store
    host_key: str

    def must_be_host(self) -> None:
        """Refuse anyone but the host."""
        given = self._bearer() or keyring.host_key_held(self.request.cookies)
        if not given:
            raise Refusal(401, "This needs the host key: Authorization: Bearer <key>.")
        if not keys.same_key(given, self.host_key):
            raise Refusal(403, "This is not the host key.")

    def facilitated(self) -> Cohort:
        """Return the cohort in the path to its facilitator; refuse anyone else."""
        given = self._keys(keyring.FACILITATOR)
        if not given:
            raise Refusal(401, "This needs the facilitator key: Authorization: Bearer <key>.")
        cohort = self.cohort()
        if cohort not in map(self.store.cohorts.of_facilitator, given):
            raise Refusal(403, "This key does not facilitate this cohort.")
        return cohort

    def attended(self) -> tuple[Cohort, str]:
        """Return the attendee's cohort and key, the latest first; refuse who is no attendee."""
        for key in self._keys(keyring.ATTENDEE):
            if cohort := self.store.cohorts.of_attendee(key):
                return cohort, key
        raise Refusal(401, "This needs the key of an attendee: join a cohort first.")

    def in_the_room(self) -> tuple[Cohort, bool]:
        """Return the cohort in the path to its people, and whether they facilitate it."""
        cohort = self.cohort()
        if cohort in map(self.store.cohorts.of_facilitator, self._keys(keyring.FACILITATOR)):
            return cohort, True
        if cohort in map(self.store.cohorts.of_attendee, self._keys(keyring.ATTENDEE)):
            return cohort, False
        raise Refusal(403, "Only people of this cohort can follow it.")

    def cohort(self) -> Cohort:
        """Return the cohort in the path; refuse when there is none of that code."""
        code = keys.normal_code(self.request.path_params["code"])
        found = self.store.cohorts.find(code) if code else None
        if found is None:
            raise Refusal(404, "There is no cohort with this code.")
        return found

    def _keys(self, kind: str) -> list[str]:
        bearer = self._bearer()
        if bearer:
            return [bearer] if keys.is_key(bearer) else []
        return [held.key for held in keyring.held(self.request.cookies, kind)]

    def _bearer(self) -> str:
        scheme, _, key = self.request.headers.get("authorization", "")[:300].partition(" ")
        return key.strip() if scheme.lower() == "bearer" else ""
