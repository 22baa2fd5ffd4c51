"""Asked twice, made once: by an `Idempotency-Key`, as after an answer that never arrived."""

import re
from typing import Final

from data import keys
from pages.http.routes.callers import Caller, Refusal

# As long as a random one is at least, such as a UUID; the quotes are how the header is specified.
_FORM: Final = re.compile(r'"?([\x21\x23-\x7e]{16,200})"?')

OTHERWISE: Final = "This Idempotency-Key was used to make something else."


def key_to_make(caller: Caller, what: str) -> str:
    """Return the key that what is made is to open with; an empty text for just any.

    It follows from the header and the host's key: whoever asks again is told the same, on any
    process and after a restart, though it is stored nowhere.
    """
    given = caller.request.headers.get("idempotency-key")
    if given is None:
        return ""
    found = _FORM.fullmatch(given)
    if not found:
        raise Refusal(400, "An Idempotency-Key has 16 to 200 characters, such as a UUID.")
    return keys.derived_key(caller.host_key, f"{what} {found[1]}")
