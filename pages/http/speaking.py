"""The language that a route answers in, by the same rule as the pages."""

from starlette.requests import Request

from data.cohorts import Cohort
from pages.http import keyring
from pages.wording.offered import accepted, decide


def language_of(request: Request, cohort: Cohort | None = None) -> str:
    """Return the language code for this request, in a room or outside one."""
    chosen = keyring.kept(request.cookies, keyring.LANGUAGE)
    browsers = accepted(request.headers.get("accept-language", ""))
    return decide(chosen, cohort.language if cohort else "", browsers)
