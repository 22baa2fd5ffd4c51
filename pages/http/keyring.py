"""Cookies: which keys this browser holds, in one format for routes and pages."""

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from starlette.responses import Response
from starlette.types import Scope

from data import keys
from pages.http.settings import settings

ATTENDEE: Final = "workshop_attendee"
FACILITATOR: Final = "workshop_facilitator"
HOST: Final = "workshop_host"
LANGUAGE: Final = "workshop_language"  # not a key: the language someone chose
SPOKEN: Final = "workshop_spoken"  # nor this: that of the last page, from language.js

# A phone that joins a second cohort keeps the key of the first, so nobody loses a plan to a new
# code. The first limit is for keys with nothing behind them; the second includes keys that someone
# would miss.
_REMEMBERED: Final = 16
_AT_MOST: Final = 64
_LONGEST_COOKIE: Final = 3000  # browsers allow 4,096
_A_YEAR_IN_SECONDS: Final = 365 * 24 * 3600
# Browsers accept a cookie with this prefix only from this very host over TLS, so no other host
# under the same domain can replace it with a key of its own.
_HOST_ONLY: Final = "__Host-"
_LINKED: Final = "link"


class Held(NamedTuple):
    """A key, and the join code of its cohort."""

    code: str
    key: str
    linked: bool = False  # it came with a private link, so whoever sent that has the key, too


def kept(cookies: Mapping[str, str], kind: str) -> str:
    """Return the browser's cookie of this kind, or an empty string."""
    given = dict(cookies)
    # Older versions, frames and plain http use the name without the prefix.
    names = (_HOST_ONLY + kind, kind) if _secure() else (kind,)
    return next((given[name] for name in names if name in given), "")


def held(cookies: Mapping[str, str], kind: str) -> tuple[Held, ...]:
    """Return the browser's well-formed keys of this kind, latest first."""
    parts = (part.split(".") for part in kept(cookies, kind)[:_LONGEST_COOKIE].split("~"))
    return tuple(
        Held(code, key, linked=bool(mark))
        for code, key, *mark in (part for part in parts if len(part) > 1)
        if keys.normal_code(code) == code and keys.is_key(key) and mark in ([], [_LINKED])
    )[:_AT_MOST]


def host_key_held(cookies: Mapping[str, str]) -> str:
    """Return the browser's host key, or an empty string."""
    return kept(cookies, HOST)[:200]


def hold(
    response: Response,
    kind: str,
    ring: tuple[Held, ...],
    *,
    framed: bool,
    is_used: Callable[[str], bool],
) -> None:
    """Store these keys in the browser, the requested one first.

    `is_used` says whether losing a key would lose something; keys that aren't used are dropped
    first.
    """
    new, *before = ring
    others = (h for h in before if h.key != new.key)
    set_cookie(response, kind, _joined(_fitting((new, *others), is_used)), framed=framed)


def pared(scope: Scope, kind: str, ring: tuple[Held, ...]) -> Scope:
    """Return the scope as if the browser held only these keys of this kind."""
    # A browser may send two cookies of this kind: one set in a frame, and one set outside.
    cookie = re.compile(rb"(^|;)\s*((?:__Host-)?" + kind.encode() + rb"=)[^;]*")
    held = _joined(ring).encode()

    def fewer(found: re.Match[bytes]) -> bytes:
        return found[1] + b" " + found[2] + held

    headers = [
        (name, cookie.sub(fewer, value) if name == b"cookie" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def without(scope: Scope, kind: str) -> Scope:
    """Return the scope as if the browser held no key of this kind."""
    return pared(scope, kind, ())


def let_go(response: Response, kind: str, key: str, before: tuple[Held, ...]) -> None:
    """Remove one key from the browser's."""
    set_cookie(response, kind, _joined(tuple(h for h in before if h.key != key)))


def set_cookie(response: Response, kind: str, value: str, *, framed: bool = False) -> None:
    """Set a cookie that scripts can't read; `Secure` only where the browser would accept it.

    A cookie set in another site's frame is for that frame only; otherwise the frame could silently
    change who the browser is everywhere. Plain http has no such cookie, so nothing is set.
    """
    if framed and _secure():
        _put(response, kind, value, secure=True)
        _last_for_a_frame(response)
    elif _secure():
        _put(response, _HOST_ONLY + kind, value, secure=True)
        response.delete_cookie(kind, secure=True, httponly=True)
    elif not framed:
        _put(response, kind, value, secure=False)


def _put(response: Response, name: str, value: str, *, secure: bool) -> None:
    response.set_cookie(
        name, value, max_age=_A_YEAR_IN_SECONDS, httponly=True, samesite="lax", secure=secure
    )


def _last_for_a_frame(response: Response) -> None:
    """Make the response's last cookie work inside another site's frame, and only there.

    Starlette supports `Partitioned` only on a newer Python than ours.
    """
    name, cookie = response.raw_headers[-1]
    partitioned = cookie.replace(b"SameSite=lax", b"SameSite=none") + b"; Partitioned"
    response.raw_headers[-1] = (name, partitioned)


def _fitting(ring: tuple[Held, ...], is_used: Callable[[str], bool]) -> tuple[Held, ...]:
    """Return the keys to keep, dropping the oldest expendable ones.

    Someone who sends links must not be able to push out other keys. So the first to go is a key
    with nothing behind it, preferably of a room that has several; the newest never goes, because it
    was just requested.
    """
    used = {h.key: is_used(h.key) for h in ring} if len(ring) > _REMEMBERED else {}
    while len(ring) > _REMEMBERED:
        codes = [h.code for h in ring]
        doubled = [h for at, h in enumerate(ring) if h.code in codes[:at]]
        unused = [h for h in ring[1:] if not used[h.key]]
        if not unused and len(ring) <= _AT_MOST:
            break
        goes = ([h for h in doubled if h in unused] or unused or doubled or ring)[-1]
        ring = tuple(h for h in ring if h is not goes)
    return ring


def _joined(ring: tuple[Held, ...]) -> str:
    return "~".join(".".join((h.code, h.key, *[_LINKED] * h.linked)) for h in ring)


def _secure() -> bool:
    return settings().public_url.startswith("https://")
