"""A room's facilitator links: list, add, reissue, revoke."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.responses import JSONResponse, Response

from data.facilitators import LastLink, NoSuchLink, TooManyLinks
from data.keys import fingerprint
from exercises.text import Typed
from pages.http.links import base_url, facilitator_url
from pages.http.routes.callers import Caller, Refusal
from pages.http.routes.cohorts import reasons
from pages.http.routes.idempotency import OTHERWISE, key_to_make

LABEL_LENGTH = 40


class NewLink(BaseModel):
    """What a facilitator calls a new link."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)

    label: Annotated[str, Typed(LABEL_LENGTH, least=1)]


def every(caller: Caller) -> Response:
    """List the links by fingerprint, which doesn't reveal the key."""
    links = caller.store.facilitators.links(caller.facilitated().code)
    told = [
        {
            "fingerprint": link.fingerprint,
            "label": link.label,
            "made_at": f"{link.made_at.isoformat()}Z" if link.made_at else None,
        }
        for link in links
    ]
    return JSONResponse({"links": told})


def add(caller: Caller) -> Response:
    """Create another link; its key is never shown again."""
    cohort = caller.facilitated()
    try:
        new = NewLink.model_validate_json(caller.body)
        wanted = key_to_make(caller, f"link {cohort.code}")
        key = caller.store.facilitators.add(cohort.code, new.label, wanted)
    except ValidationError as error:
        raise Refusal(422, reasons(error)) from error
    except TooManyLinks as error:
        raise Refusal(409, "This cohort can't have any more links.") from error
    made = caller.store.facilitators.links(cohort.code)
    if (fingerprint(key), new.label) not in {(link.fingerprint, link.label) for link in made}:
        raise Refusal(422, OTHERWISE)
    return _made(caller, key)


def reissue(caller: Caller) -> Response:
    """Replace a link with a new one; its key is never shown again."""
    cohort = caller.facilitated()
    try:
        wanted = key_to_make(caller, f"link {cohort.code} for {_named(caller)}")
        key = caller.store.facilitators.reissue(cohort.code, _named(caller), wanted)
    except NoSuchLink as error:
        raise _unknown() from error
    return _made(caller, key)


def revoke(caller: Caller) -> Response:
    """Revoke a link at once, unless it's the last one."""
    cohort = caller.facilitated()
    try:
        caller.store.facilitators.revoke(cohort.code, _named(caller))
    except NoSuchLink as error:
        raise _unknown() from error
    except LastLink as error:
        raise Refusal(409, "You can't revoke the last link, only replace it.") from error
    return JSONResponse({"revoked": True})


def _named(caller: Caller) -> str:
    return str(caller.request.path_params["link"])


def _unknown() -> Refusal:
    return Refusal(404, "This cohort has no link with this fingerprint.")


def _made(caller: Caller, key: str) -> Response:
    base = base_url(caller.request.url.scheme, caller.request.url.netloc)
    told = {"facilitator_url": facilitator_url(base, key), "facilitator_key": key}
    return JSONResponse(told, status_code=201)
