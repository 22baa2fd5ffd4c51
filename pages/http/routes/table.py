"""The HTTP surface of DESIGN 5 as one table: method, path, and handler.

Each handler checks its own caller. All run on worker threads, because the store may wait for the
disk; only the live stream runs on the server's loop. Only assets may be cached.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Scope

from data import keys
from data.faults import StoreFault
from pages.http.documents import guide
from pages.http.documents.plan import calendar, document, exchange, printed
from pages.http.documents.report import printed as printed_report
from pages.http.documents.report import workbook
from pages.http.live.presence import Follower
from pages.http.middleware.bodies import BODY_CAP, SMALL_BODY
from pages.http.middleware.refusal import refusal
from pages.http.routes import (
    backup,
    cohorts,
    facilitators,
    files,
    login,
    metrics,
    responses,
    summaries,
)
from pages.http.routes.callers import Caller, Refusal, SlowDown
from pages.http.running import running
from pages.http.speaking import language_of
from pages.wording import WORDING

Answer = Callable[[Caller], Response]

TABLE: tuple[tuple[str, str, Answer], ...] = (
    ("GET", "/healthz", login.healthz),
    ("GET", "/readyz", login.readyz),
    ("GET", "/metrics", metrics.as_text),
    ("GET", "/join/{code}", login.join),
    ("GET", "/start", login.start),
    ("GET", "/language/{language}", login.speak),
    ("GET", "/resume/{key}", login.resume),
    ("POST", "/resume/{key}", login.adopt),
    ("GET", "/facilitate/{key}", login.facilitate),
    ("GET", "/host/{key}", login.host),
    ("POST", "/api/cohorts", cohorts.create),
    ("DELETE", "/api/cohorts/{code}", cohorts.delete),
    ("GET", "/api/cohorts/{code}/facilitators", facilitators.every),
    ("POST", "/api/cohorts/{code}/facilitators", facilitators.add),
    ("POST", "/api/cohorts/{code}/facilitators/{link}", facilitators.reissue),
    ("DELETE", "/api/cohorts/{code}/facilitators/{link}", facilitators.revoke),
    ("GET", "/api/cohorts/{code}/summary", summaries.every),
    ("GET", "/api/cohorts/{code}/summary/{exercise}", summaries.one),
    ("GET", "/api/cohorts/{code}/summary/{exercise}/{picture}.csv", summaries.as_csv),
    ("GET", "/api/cohorts/{code}/responses.csv", responses.as_csv),
    ("GET", "/api/cohorts/{code}/responses.parquet", responses.as_parquet),
    ("GET", "/api/cohorts/{code}/responses.xlsx", responses.as_xlsx),
    ("GET", "/api/cohorts/{code}/guide.html", guide.as_html),
    ("GET", "/api/cohorts/{code}/report.html", printed_report.as_html),
    ("GET", "/api/cohorts/{code}/report.xlsx", workbook.as_xlsx),
    ("GET", "/assets/{name}", files.one),
    ("POST", "/api/cohorts/{code}/responses", responses.add),
    ("GET", "/api/backup", backup.whole),
    ("GET", "/me/plan.html", printed.as_page),
    ("GET", "/me/plan.docx", document.as_docx),
    ("GET", "/me/plan.ics", calendar.as_ics),
    ("GET", "/me/plan.json", exchange.as_json),
    ("DELETE", "/me", login.forget_me),
)

# Whose body is read at all, checked before its first byte is.
ADMITTED: dict[Answer, Callable[[Caller], object]] = {
    cohorts.create: Caller.must_be_host,
    facilitators.add: Caller.facilitated,
    responses.add: Caller.facilitated,
}
_IMPORT = re.compile(r".*/api/cohorts/[^/]+/responses")


def body_limit(scope: Scope) -> int:
    """Return the size limit of a request's body, in bytes."""
    return BODY_CAP if _IMPORT.fullmatch(scope["path"]) else SMALL_BODY


def routes() -> list[BaseRoute]:
    """Return the app's routes: the table, the live stream, and a 404 for any other API path."""
    answering = [Route(path, _on_a_thread(answer), methods=[m]) for m, path, answer in TABLE]
    return [
        *answering,
        Route("/live/{code}", _live, methods=["GET"]),
        Route("/api/{rest:path}", _unknown, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]


async def refused(request: Request, why: Refusal) -> Response:
    """Return a refusal as JSON with its reason; lead a person to a page that says it in words."""
    if page := _page_that_tells(request, why):
        return _kept_by_nobody(RedirectResponse(page, status_code=303))
    if why.problems:
        told = {"error": why.detail, "lines": why.problems}
        return _kept_by_nobody(JSONResponse(told, why.status_code, why.headers))
    return await not_answered(request, why)


def _page_that_tells(request: Request, why: Refusal) -> str:
    """Return where a person reads, in their language, why a link of ours led nowhere; "" for none.

    A room that was deleted, a link that was revoked, too few answers for a download.
    """
    path, code = request.url.path, quote(str(request.path_params.get("code", "")))
    if request.method != "GET" or "text/html" not in request.headers.get("accept", ""):
        return ""
    if isinstance(why, SlowDown):
        return "/?problem=slow_down"
    if path.startswith("/me/"):
        return "/"
    if path.startswith("/api/cohorts/") and why.status_code in {401, 403, 409}:
        return f"/{'dashboard' if why.status_code == 409 else 'cohort'}?code={code}"
    return ""


async def not_answered(request: Request, failure: HTTPException) -> Response:
    """Return any other HTTP error, too: to a person as a page."""
    answered = refusal(request, failure.status_code, failure.detail)
    answered.headers.update(failure.headers or {})
    return _kept_by_nobody(answered)


async def store_failed(request: Request, failure: StoreFault) -> Response:
    """Return what's wrong with the store, and what the host can do about it."""
    told = WORDING.in_(language_of(request)).store_faults[failure.fault.value].on_page
    return _kept_by_nobody(refusal(request, 503, told, told))


EXCEPTION_HANDLERS: dict[Any, Any] = {
    Refusal: refused,
    HTTPException: not_answered,
    StoreFault: store_failed,
}


def _on_a_thread(answer: Answer) -> Callable[[Request], object]:
    async def endpoint(request: Request) -> Response:
        caller = _caller(request)
        if admitted := ADMITTED.get(answer):
            await run_in_threadpool(admitted, caller)
        if request.method not in {"GET", "HEAD"}:
            caller = replace(caller, body=await request.body())
        return _kept_by_nobody(await run_in_threadpool(answer, caller))

    return endpoint


def _kept_by_nobody(answered: Response) -> Response:
    """Return a response that's never cached, unless it says otherwise."""
    answered.headers.setdefault("Cache-Control", "no-store")
    return answered


async def _live(request: Request) -> Response:
    caller = _caller(request)
    cohort, key, facilitates = await run_in_threadpool(caller.in_the_room)
    live = running().live
    if live is None:
        raise Refusal(503, "This server doesn't send live updates.")
    follower = Follower(keys.fingerprint(key), caller.address)
    # One browser may lead a room and take part in it, so each page asks for the stream it shows.
    if not facilitates or request.query_params.get("as") == "room":
        return live.response(cohort.code, "room", follower, lambda: caller.is_in(cohort))
    return live.response(cohort.code, "answers", follower, lambda: caller.facilitates(cohort))


async def _unknown(_: Request) -> Response:
    raise Refusal(404, "There's no such route. docs/routes.md lists them all.")


def _caller(request: Request) -> Caller:
    parts = running()
    return Caller(request, b"", parts.store, parts.host_key)
