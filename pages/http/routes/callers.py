"""Who's calling over HTTP, and the refusals that they get."""

import math
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.types import Scope

from data import Store, keys
from data.cohorts import Cohort
from data.faults import StoreFault
from pages.http import keyring
from pages.http.middleware.socket_limit import client_address
from pages.http.middleware.throttling import throttle
from pages.http.running import running
from pages.http.settings import settings


class Refusal(HTTPException):
    """A 4xx response with a readable reason and, where it helps, the places in the input."""

    def __init__(self, status: int, reason: str, problems: list[dict[str, object]] | None = None):
        super().__init__(status, reason)
        self.problems = problems or []


class SlowDown(Refusal):
    """A 429 response after too many wrong attempts, with the seconds to wait before the next."""

    def __init__(self, seconds: float):
        super().__init__(429, "Too many wrong codes or keys. Wait a moment, then try again.")
        self.headers = {"Retry-After": str(math.ceil(seconds))}


def leads_a_room(scope: Scope) -> bool:
    """Say whether the sender holds the key of an existing room, and so gets an earlier place."""
    held = keyring.held(HTTPConnection(scope).cookies, keyring.FACILITATOR)
    try:
        return bool(running().store.cohorts.facilitated_with([one.key for one in held]))
    except StoreFault:
        return False


def with_codes_allowed(scope: Scope) -> Scope:
    """Return a socket's scope with only the join codes and host key that its sender may try now.

    A page joins the room of the cookie's latest code, and lists the other rooms. So anyone who made
    up cookies could find out which rooms exist, at any speed.
    """
    held = keyring.held(HTTPConnection(scope).cookies, keyring.ATTENDEE)
    address = client_address(scope, settings().client_header)
    scope = _without_wrong_host_key(scope, address)
    try:
        allowed = _that_may_be_asked(address, held)
    except StoreFault:  # so a page won't find anything out either
        return scope
    return scope if allowed == held else keyring.pared(scope, keyring.ATTENDEE, allowed)


def _that_may_be_asked(address: str, held: tuple[keyring.Held, ...]) -> tuple[keyring.Held, ...]:
    """Return the codes that may be looked up now, and those of rooms that somebody here is in."""
    asked = {kept: _may_ask(address, kept.code) for kept in held}
    # In one look: who opens sockets with dozens of made-up keys each must not cost dozens.
    waiting = [kept.key for kept, may in asked.items() if not may]
    joined = running().store.cohorts.attended_with(waiting)
    return tuple(kept for kept in held if asked[kept] or joined.get(kept.key) == kept.code)


def _may_ask(address: str, code: str) -> bool:
    with throttle().trying_kept_code(address, code) as attempt:
        if attempt.wait:
            return False
        if running().store.cohorts.find(code) is None:
            attempt.was_wrong()
    return True


def _without_wrong_host_key(scope: Scope, address: str) -> Scope:
    """Return a socket's scope without a host key that its sender may not try now."""
    given = keyring.host_key_held(HTTPConnection(scope).cookies)
    if not given:
        return scope
    with throttle().trying_kept_host_key(address, given) as attempt:
        if attempt.wait:
            return keyring.without(scope, keyring.HOST)
        if not keys.same_key(given, running().host_key):
            attempt.was_wrong()
    return scope


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
        self.host_key_is(given)

    def host_key_is(self, given: str) -> None:
        """Refuse a key that isn't the host's, and after too many of those don't even check it."""
        with throttle().trying_host_key(self.address) as attempt:
            if attempt.wait:
                raise SlowDown(attempt.wait)
            if not keys.same_key(given, self.host_key):
                wait = attempt.was_wrong()
                raise SlowDown(wait) if wait else Refusal(403, "That isn't the host key.")

    def facilitated(self) -> Cohort:
        """Return the cohort in the path to its facilitator; refuse anyone else."""
        given = self._keys(keyring.FACILITATOR)
        if not given:
            raise Refusal(401, "This needs the facilitator key: Authorization: Bearer <key>.")
        self.before_key()
        for key in given:
            if cohort := self._if_named(self.store.cohorts.of_facilitator(key)):
                throttle().key_opened(self.address, cohort.code)
                return cohort
        raise self.key_failed(Refusal(403, "This isn't a facilitator key for this cohort."))

    def attended(self) -> tuple[Cohort, str]:
        """Return the attendee's cohort and key, the latest first; refuse anyone else."""
        given = self._keys(keyring.ATTENDEE)
        refusal = Refusal(401, "This needs an attendee key: join a cohort first.")
        if not given:
            raise refusal
        self.before_key()
        for key in given:
            if cohort := self.store.cohorts.of_attendee(key):
                return cohort, key
        raise self.key_failed(refusal)

    def leaves(self) -> str:
        """Return the key of an attendee who's leaving or has left; refuse anyone else.

        In an old cookie, the first key may already have left. The second is of another room, which
        nobody asked to leave.
        """
        given = self._keys(keyring.ATTENDEE)
        refusal = Refusal(401, "This needs the key of an attendee: join a cohort first.")
        if not given:
            raise refusal
        self.before_key()
        cohorts = self.store.cohorts
        for key in given:
            if cohorts.of_attendee(key) or cohorts.has_left(key):
                return key
        raise self.key_failed(refusal)

    def in_the_room(self) -> tuple[Cohort, str, bool]:
        """Return the cohort in the path, a key to it, and whether that's a facilitator's."""
        facilitating, attending = self._keys(keyring.FACILITATOR), self._keys(keyring.ATTENDEE)
        refusal = Refusal(403, "Only people in this cohort can follow it.")
        if not facilitating and not attending:
            raise refusal
        self.before_key()
        for key in facilitating:
            if cohort := self._if_named(self.store.cohorts.of_facilitator(key)):
                return cohort, key, True
        for key in attending:
            if cohort := self._if_named(self.store.cohorts.of_attendee(key)):
                return cohort, key, False
        raise self.key_failed(refusal)

    def facilitates(self, cohort: Cohort) -> bool:
        """Say whether a key of this request facilitates the cohort right now."""
        led = map(self.store.cohorts.of_facilitator, self._keys(keyring.FACILITATOR))
        return any(found is not None and found.code == cohort.code for found in led)

    def is_in(self, cohort: Cohort) -> bool:
        """Say whether a key of this request facilitates or attends the cohort right now."""
        attended = map(self.store.cohorts.of_attendee, self._keys(keyring.ATTENDEE))
        return self.facilitates(cohort) or cohort.code in {
            found.code for found in attended if found
        }

    def cohort(self) -> Cohort:
        """Return the cohort in the path; refuse if no cohort has that code."""
        code = self._code()
        if code and (found := self.store.cohorts.find(code)):
            return found
        raise Refusal(404, "There's no cohort with this code.")

    @property
    def address(self) -> str:
        """The network address that the request came from."""
        return client_address(self.request.scope, settings().client_header)

    def before_key(self) -> None:
        """Refuse to check a key after too many wrong ones."""
        if wait := throttle().before_key(self.address):
            raise SlowDown(wait)

    def key_failed(self, refusal: Refusal) -> Refusal:
        """Count a wrong key, also against the code in the path, and return the refusal to raise."""
        # Whether or not that room exists: otherwise the refusal would reveal it.
        wait = throttle().key_failed(self.address, self._code() or "")
        return SlowDown(wait) if wait else refusal

    def _if_named(self, cohort: Cohort | None) -> Cohort | None:
        """Return the cohort that a key opens, if the path names it.

        The code itself is never looked up, because the time taken would reveal which rooms exist.
        """
        return cohort if cohort and cohort.code == self._code() else None

    def _code(self) -> str | None:
        return keys.normal_code(str(self.request.path_params.get("code", "")))

    def _keys(self, kind: str) -> list[str]:
        bearer = self._bearer()
        if bearer:
            # Even if it isn't well-formed and opens nothing, it counts as a wrong key.
            return [bearer]
        return [held.key for held in keyring.held(self.request.cookies, kind)]

    def _bearer(self) -> str:
        scheme, _, key = self.request.headers.get("authorization", "")[:300].partition(" ")
        return key.strip() if scheme.lower() == "bearer" else ""
