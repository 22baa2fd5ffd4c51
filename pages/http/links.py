"""Addresses that people share: on a laptop in a room, phones must be able to reach them."""

import re
import socket
import unicodedata
from functools import cache
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

from pages.http.settings import settings

# Files that every browser plays.
_PLAYED = (".mp4", ".m4v", ".webm", ".mp3", ".m4a")
_ONLY_THIS_MACHINE = {"localhost", "127.0.0.1", "::1", "[::1]"}

# Of any host, as the same room may be reached by several; also within a mail program's own link.
_OURS: Final = re.compile(r"/(join|resume|facilitate|host)/([^/?#&\s]+)")
_LONGEST_PASTED: Final = 2000


class Pasted(NamedTuple):
    """Which of our links somebody pasted, and its code or key; a code alone is as a join link."""

    kind: str
    rest: str


def pasted(text: str) -> Pasted:
    """Return what is in a text that somebody typed or pasted where a room code is asked for."""
    # What is invisible may stand anywhere in what is copied, also within a word.
    plain = "".join(c for c in text[:_LONGEST_PASTED] if unicodedata.category(c) != "Cf")
    plain = unquote(unicodedata.normalize("NFKC", plain))
    found = _OURS.search(plain)
    return Pasted(found[1], found[2]) if found else Pasted("join", plain)


def base_url(scheme: str, host: str) -> str:
    """Return the address to build shared links on, given the one that this browser uses.

    A host who opened the app on localhost shares this machine's address in the local network.
    """
    if settings().public_url:
        return settings().public_url
    name, _, port = host.rpartition(":") if host[-1:].isdigit() and ":" in host else (host, "", "")
    if name in _ONLY_THIS_MACHINE:
        name = _address_of_this_machine() or name
    return f"{scheme}://{name}:{port}" if port else f"{scheme}://{name}"


@cache
def _address_of_this_machine() -> str:
    """Return the address that others on this network reach this machine at, or nothing."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 1))  # an address for examples, and nothing is sent
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def join_url(base: str, code: str) -> str:
    """Return the link by which attendees join."""
    return f"{base}/join/{code}"


def facilitator_url(base: str, key: str) -> str:
    """Return the private link of a cohort's facilitator."""
    return f"{base}/facilitate/{key}"


def resume_url(base: str, key: str) -> str:
    """Return an attendee's private link."""
    return f"{base}/resume/{key}"


def host_url(base: str, key: str) -> str:
    """Return the link that makes a browser the host's."""
    return f"{base}/host/{key}"


def is_read_along(base: str) -> bool:
    """Say whether others in the same network could read what is sent to this address."""
    parts = urlsplit(base)
    name = (parts.hostname or "").lower()
    here = name in _ONLY_THIS_MACHINE or name.startswith("127.") or name.endswith(".localhost")
    return parts.scheme == "http" and not here


def media_origin(url: str) -> str:
    """Return the origin of a video or sound file that a page can play; of another page, nothing."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.path.lower().endswith(_PLAYED) else ""
