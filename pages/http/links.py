"""Links that people share; phones in the room must be able to reach the host's laptop."""

import ipaddress
import re
import socket
import unicodedata
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from pages.http.settings import settings

# Formats that every browser plays.
_PLAYED = (".mp4", ".m4v", ".webm", ".mp3", ".m4a")
_ONLY_THIS_MACHINE = {"localhost", "127.0.0.1", "::1", "[::1]"}

# On any host, because a room may be reached by several; also inside a mail program's wrapped link.
_OURS: Final = re.compile(r"/(join|resume|facilitate|host)/([^/?#&\s]+)")
_LONGEST_PASTED: Final = 2000


class Pasted(NamedTuple):
    """Which kind of link was pasted, and its code or key; a bare code counts as a join link."""

    kind: str
    rest: str


def pasted(text: str) -> Pasted:
    """Return what someone typed or pasted into the room code field."""
    # Copied text may contain invisible characters anywhere, even within a word.
    plain = "".join(c for c in text[:_LONGEST_PASTED] if unicodedata.category(c) != "Cf")
    plain = unquote(unicodedata.normalize("NFKC", plain))
    found = _OURS.search(plain)
    return Pasted(found[1], found[2]) if found else Pasted("join", plain)


def base_url(scheme: str, host: str) -> str:
    """Return the base address for shared links, given the address that this browser uses.

    A host who opened the app on localhost shares this machine's address on the local network.
    """
    if settings().public_url:
        return settings().public_url
    name, _, port = host.rpartition(":") if host[-1:].isdigit() and ":" in host else (host, "", "")
    if name in _ONLY_THIS_MACHINE:
        name = _address_of_this_machine() or name
    return f"{scheme}://{name}:{port}" if port else f"{scheme}://{name}"


@cache
def _address_of_this_machine() -> str:
    """Return this machine's address on the local network, or an empty string."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 1))  # a documentation address; nothing is sent
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def join_url(base: str, code: str) -> str:
    """Return the link that attendees join with."""
    return f"{base}/join/{code}"


def facilitator_url(base: str, key: str) -> str:
    """Return a facilitator's private link to a cohort."""
    return f"{base}/facilitate/{key}"


def resume_url(base: str, key: str) -> str:
    """Return an attendee's private link."""
    return f"{base}/resume/{key}"


def host_url(base: str, key: str) -> str:
    """Return the link that makes a browser the host's."""
    return f"{base}/host/{key}"


def is_read_along(base: str) -> bool:
    """Say whether others on the same network could read traffic to this address."""
    parts = urlsplit(base)
    name = (parts.hostname or "").lower()
    here = name in _ONLY_THIS_MACHINE or name.startswith("127.") or name.endswith(".localhost")
    return parts.scheme == "http" and not here


def is_local(base: str) -> bool:
    """Say whether an address is one that only people on the same network can reach."""
    name = (urlsplit(base).hostname or "").lower()
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:  # a name: one without a dot is only known nearby
        return "." not in name or name.endswith((".local", ".localhost", ".lan", ".internal"))


def media_origin(url: str) -> str:
    """Return the origin of a playable video or audio file, or an empty string otherwise."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.path.lower().endswith(_PLAYED) else ""
