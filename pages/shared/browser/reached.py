"""The address that this browser has reached the app at, as it says itself."""

import re
from typing import Final
from urllib.parse import urlsplit

import streamlit as st

_THIS_MACHINE: Final = ("http", "localhost")
_HOST: Final = re.compile(r"([a-zA-Z0-9_.-]+|\[[0-9a-fA-F:.]+\])(:[0-9]{1,5})?")
_LONGEST: Final = 260  # of a name that DNS knows, with its port


def scheme_and_host() -> tuple[str, str]:
    """Return how this browser reached the app, such as ("https", "mentoring.example.org").

    The browser says it, so it may be no address at all; that is as if it were this machine. A name
    and password in it, which a proxy asked for, are in no link that one shares.
    """
    try:
        parts = urlsplit(str(st.context.url))
    except ValueError:
        return _THIS_MACHINE
    host = parts.netloc.rpartition("@")[2]
    is_address = parts.scheme in ("http", "https") and len(host) <= _LONGEST
    return (parts.scheme, host) if is_address and _HOST.fullmatch(host) else _THIS_MACHINE
