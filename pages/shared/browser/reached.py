"""The address at which this browser reached the app, according to the browser."""

import re
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

_THIS_MACHINE: Final = ("http", "localhost")
_HOST: Final = re.compile(r"([a-zA-Z0-9_.-]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?")
_LONGEST: Final = 260  # a DNS name with a port


def scheme_and_host() -> tuple[str, str]:
    """Return how this browser reached the app, such as ("https", "mentoring.example.org").

    The browser reports it, so it may be invalid, which counts as this machine. A user name and
    password for a proxy are left out of shared links.
    """
    try:
        parts = urlsplit(str(st.context.url))
    except ValueError:
        return _THIS_MACHINE
    host = parts.netloc.rpartition("@")[2]
    is_address = parts.scheme in ("http", "https") and len(host) <= _LONGEST
    return (parts.scheme, host) if is_address and _HOST.fullmatch(host) else _THIS_MACHINE
