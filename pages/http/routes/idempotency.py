"""Idempotent creation by an `Idempotency-Key`, for retries after a lost response."""

import re
from typing import Final

from data import keys
from pages.http.routes.callers import Caller, Refusal

# At least as long as a random one such as a UUID; the header is specified with quotes.
_FORM: Final = re.compile(r'"?([\x21\x23-\x7e]{16,200})"?')

OTHERWISE: Final = "This Idempotency-Key was used to make something else."


def key_to_make(caller: Caller, what: str) -> str:
    """Return the key for what's about to be created, or an empty string for a random one.

    It's derived from the header and the host's key, so a retry gets the same response from any
    process and after a restart, without anything being stored.
    """
    given = caller.request.headers.get("idempotency-key")
    if given is None:
        return ""
    found = _FORM.fullmatch(given)
    if not found:
        raise Refusal(400, "An Idempotency-Key has 16 to 200 characters, such as a UUID.")
    return keys.derived_key(caller.host_key, f"{what} {found[1]}")
