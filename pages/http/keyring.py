"""Cookies: which keys this browser holds, written and read in one form by routes and pages."""

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
LANGUAGE: Final = "workshop_language"  # no key: what a person chose to read

# A phone that joins a second cohort keeps the key of the first: nobody loses a plan to a new code.
# So many keys with nothing behind them are kept, and more where there is something to lose.
_REMEMBERED: Final = 16
_AT_MOST: Final = 64
_LONGEST_COOKIE: Final = 3000  # a browser keeps 4,096
_A_YEAR_IN_SECONDS: Final = 365 * 24 * 3600
# A browser takes a cookie of such a name from this very host over TLS alone, so that no
# neighbour under the same domain can put a key of theirs in its place.
_HOST_ONLY: Final = "__Host-"
_LINKED: Final = "link"


class Held(NamedTuple):
    """A key and the join code of the cohort it is for."""

    code: str
    key: str
    linked: bool = False  # a private link brought it: whoever sent that has the key, too


def kept(cookies: Mapping[str, str], kind: str) -> str:
    """Return what a browser sent of one kind, or an empty text."""
    given = dict(cookies)
    # The plain name is that of older versions, of a frame, and of plain http.
    names = (_HOST_ONLY + kind, kind) if _secure() else (kind,)
    return next((given[name] for name in names if name in given), "")


def held(cookies: Mapping[str, str], kind: str) -> tuple[Held, ...]:
    """Return the well-formed keys of one kind that a browser sent, the latest first."""
    parts = (part.split(".") for part in kept(cookies, kind)[:_LONGEST_COOKIE].split("~"))
    return tuple(
        Held(code, key, linked=bool(mark))
        for code, key, *mark in (part for part in parts if len(part) > 1)
        if keys.normal_code(code) == code and keys.is_key(key) and mark in ([], [_LINKED])
    )[:_AT_MOST]


def host_key_held(cookies: Mapping[str, str]) -> str:
    """Return the host key that a browser sent, or an empty text."""
    return kept(cookies, HOST)[:200]


def hold(
    response: Response,
    kind: str,
    ring: tuple[Held, ...],
    *,
    framed: bool,
    is_used: Callable[[str], bool],
) -> None:
    """Let the browser hold these keys, the one that is asked for first.

    `is_used` says whether something would be lost with a key: the others go before it.
    """
    new, *before = ring
    others = (h for h in before if h.key != new.key)
    set_cookie(response, kind, _joined(_fitting((new, *others), is_used)), framed=framed)


def pared(scope: Scope, kind: str, ring: tuple[Held, ...]) -> Scope:
    """Return what was asked with fewer keys of one kind, as if the browser held no others."""
    # A browser may have two of one name: for a frame, and not.
    cookie = re.compile(rb"(^|;)\s*((?:__Host-)?" + kind.encode() + rb"=)[^;]*")
    held = _joined(ring).encode()
    headers = [
        (name, cookie.sub(rb"\1 \2" + held, value) if name == b"cookie" else value)
        for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def without(scope: Scope, kind: str) -> Scope:
    """Return what was asked as if the browser held no key of one kind."""
    return pared(scope, kind, ())


def let_go(response: Response, kind: str, key: str, before: tuple[Held, ...]) -> None:
    """Take one key from those that the browser holds."""
    set_cookie(response, kind, _joined(tuple(h for h in before if h.key != key)))


def set_cookie(response: Response, kind: str, value: str, *, framed: bool = False) -> None:
    """Set a cookie that scripts cannot read; `Secure` only where the browser would keep it.

    What another site's frame sets is for that frame alone: else it would change, unseen, who one is
    everywhere. Over plain http there is no such cookie, so nothing is set.
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
    """Let the last cookie of an answer arrive inside another site's frame, and only there.

    Starlette knows `Partitioned` only on a newer Python than ours.
    """
    name, cookie = response.raw_headers[-1]
    partitioned = cookie.replace(b"SameSite=lax", b"SameSite=none") + b"; Partitioned"
    response.raw_headers[-1] = (name, partitioned)


def _fitting(ring: tuple[Held, ...], is_used: Callable[[str], bool]) -> tuple[Held, ...]:
    """Return as many keys as are remembered, without the oldest of those that can go.

    Whoever sends links must not push out other keys. So what can go is first a key with nothing
    behind it, of a room with several before others; and never the newest, which is asked for.
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
