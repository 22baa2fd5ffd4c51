"""Cookies: which keys this browser holds, written and read in one form by routes and pages."""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from starlette.responses import Response
from starlette.types import Scope

from data import keys

ATTENDEE: Final = "workshop_attendee"
FACILITATOR: Final = "workshop_facilitator"
HOST: Final = "workshop_host"
LANGUAGE: Final = "workshop_language"  # no key: what a person chose to read

# A phone that joins a second cohort keeps the key of the first: nobody loses a plan to a new code.
_REMEMBERED: Final = 8
_A_YEAR_IN_SECONDS: Final = 365 * 24 * 3600


class Held(NamedTuple):
    """A key and the join code of the cohort it is for."""

    code: str
    key: str


def held(cookies: Mapping[str, str], kind: str) -> tuple[Held, ...]:
    """Return the well-formed keys of one kind that a browser sent, the latest first."""
    pairs = (part.partition(".") for part in cookies.get(kind, "")[:1000].split("~"))
    return tuple(
        Held(code, key)
        for code, _, key in pairs
        if keys.normal_code(code) == code and keys.is_key(key)
    )[:_REMEMBERED]


def host_key_held(cookies: Mapping[str, str]) -> str:
    """Return the host key that a browser sent, or an empty text."""
    return cookies.get(HOST, "")[:200]


def hold(response: Response, kind: str, new: Held, before: tuple[Held, ...], secure: bool) -> None:
    """Put a key in front of those that the browser already holds."""
    others = tuple(h for h in before if h.key != new.key)
    _hand_over(response, kind, (new, *others)[:_REMEMBERED], secure)


def pared(scope: Scope, kind: str, ring: tuple[Held, ...]) -> Scope:
    """Return what was asked with fewer keys of one kind, as if the browser held no others."""
    # A browser may have two of one name: for a frame, and not.
    cookie = re.compile(rb"(^|;)\s*" + kind.encode() + rb"=[^;]*")
    held = f" {kind}={_joined(ring)}".encode()
    headers = [
        (name, cookie.sub(lambda found: found[1] + held, value) if name == b"cookie" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def let_go(response: Response, kind: str, key: str, before: tuple[Held, ...], secure: bool) -> None:
    """Take one key from those that the browser holds."""
    _hand_over(response, kind, tuple(h for h in before if h.key != key), secure)


def set_cookie(response: Response, kind: str, value: str, secure: bool) -> None:
    """Set a cookie that scripts cannot read; `Secure` only where the browser would keep it."""
    response.set_cookie(
        kind, value, max_age=_A_YEAR_IN_SECONDS, httponly=True, samesite="lax", secure=secure
    )


def for_a_frame(response: Response) -> None:
    """Let the cookies of an answer arrive inside another site's frame, and only there (DESIGN 3).

    Starlette knows `Partitioned` only on a newer Python than ours.
    """
    response.raw_headers = [
        (name, _partitioned(value) if name == b"set-cookie" else value)
        for name, value in response.raw_headers
    ]


def _partitioned(cookie: bytes) -> bytes:
    return cookie.replace(b"SameSite=lax", b"SameSite=none") + b"; Partitioned"


def _hand_over(response: Response, kind: str, ring: tuple[Held, ...], secure: bool) -> None:
    set_cookie(response, kind, _joined(ring), secure)


def _joined(ring: tuple[Held, ...]) -> str:
    return "~".join(".".join(h) for h in ring)
