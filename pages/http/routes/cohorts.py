"""Creating and deleting cohorts."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import JSONResponse, Response

from data.cohorts import DEFAULT_MIN_GROUP, MIN_GROUP
from exercises.text import Typed
from pages.http.links import base_url, facilitator_url, join_url
from pages.http.routes.callers import Caller, Refusal
from pages.http.routes.idempotency import OTHERWISE, key_to_make
from pages.wording.offered import offered

TITLE_LENGTH = 80
_REASONS_TOLD = 10


def _is_offered(language: str) -> str:
    if language and language not in offered():
        raise ValueError(f"has to be one of {', '.join(offered())}, or nothing")
    return language


class NewCohort(BaseModel):
    """What a host enters to create a cohort."""

    model_config = ConfigDict(strict=True, extra="forbid", hide_input_in_errors=True)

    title: Annotated[str, Typed(TITLE_LENGTH, least=1)]
    min_group: Annotated[int, Field(ge=MIN_GROUP.start, lt=MIN_GROUP.stop)] = DEFAULT_MIN_GROUP
    language: Annotated[str, AfterValidator(_is_offered)] = ""


def create(caller: Caller) -> Response:
    """Create a cohort for the host and return its links; the key is never shown again."""
    caller.must_be_host()
    try:
        new = NewCohort.model_validate_json(caller.body)
    except ValidationError as error:
        raise Refusal(422, reasons(error)) from error
    key = key_to_make(caller, "room")
    cohort, key = caller.store.cohorts.create(
        new.title, new.min_group, language=new.language, key=key
    )
    made = (cohort.title, cohort.min_group, cohort.language)
    if made != (new.title, new.min_group, new.language):
        raise Refusal(422, OTHERWISE)
    base = base_url(caller.request.url.scheme, caller.request.url.netloc)
    return JSONResponse(
        {
            "code": cohort.code,
            "join_url": join_url(base, cohort.code),
            "facilitator_url": facilitator_url(base, key),
            "facilitator_key": key,
        },
        status_code=201,
    )


def delete(caller: Caller) -> Response:
    """Delete a cohort and all its answers."""
    cohort = caller.facilitated()
    caller.store.cohorts.delete(cohort.code)
    return JSONResponse({"deleted": cohort.code})


def reasons(error: ValidationError) -> str:
    """Return what's wrong with an input, field by field, without repeating the input."""
    told = (
        f"{'.'.join(map(str, e['loc'])) or 'body'}: {e['msg']}"
        for e in error.errors(include_url=False, include_input=False)[:_REASONS_TOLD]
    )
    more = error.error_count() - _REASONS_TOLD
    return "; ".join((*told, *([f"and {more} more"] if more > 0 else [])))
