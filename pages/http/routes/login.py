"""The links that let people in: each sets its cookie and redirects to the right page.

Any site can send a browser here. So a link only adds to a browser's keys and never removes one, and
a key that someone else may have, too, is accepted only when a button on our own page is pressed.
"""

from collections.abc import Callable
from typing import Final

from starlette.responses import JSONResponse, RedirectResponse, Response

from data import Store, keys
from data.cohorts import ALONE_CODE, Cohort
from pages.http import keyring
from pages.http.keyring import Held
from pages.http.middleware.origin import FOREIGN_REQUEST, is_same_origin
from pages.http.middleware.throttling import throttle
from pages.http.routes import asking
from pages.http.routes.callers import Caller, Refusal, SlowDown
from pages.wording.offered import offered


def healthz(caller: Caller) -> Response:
    """Answer 200 while this process works; a restart wouldn't bring a lost PostgreSQL back."""
    if not caller.store.is_postgres:
        caller.store.check()
    return JSONResponse({"status": "ok"})


def readyz(caller: Caller) -> Response:
    """Answer 200 while the store answers, so that traffic may be sent here."""
    caller.store.check()
    return JSONResponse({"status": "ready"})


def join(caller: Caller) -> Response:
    """Mint an attendee's key for the cohort, or reuse this browser's.

    The attendee is created when their first page runs, so a chat program that previews the link
    doesn't join.
    """
    _must_be_a_visit(caller)
    try:
        cohort = _cohort_by_code(caller)
    except Refusal as refusal:
        typed = caller.request.path_params["code"]
        problem = "look_alike" if keys.has_look_alikes(typed) else "code"
        return _turned_away(caller, refusal, problem)
    return _attending(caller, cohort.code)


def start(caller: Caller) -> Response:
    """Let someone learn alone: mint their key, or reuse this browser's."""
    _must_be_a_visit(caller)
    return _attending(caller, ALONE_CODE)


def resume(caller: Caller) -> Response:
    """Ask whose plan a private link opens, unless this browser already has its key."""
    try:
        cohort, key = _opened(caller, caller.store.cohorts.of_attendee, "private")
    except Refusal as refusal:
        return _turned_away(caller, refusal, "private_link")
    held = keyring.held(caller.request.cookies, keyring.ATTENDEE)
    if (own := Held(cohort.code, key)) in held:
        return _let_in(caller, "/", keyring.ATTENDEE, (own, held))
    return asking.page(caller.request, cohort, key)


def adopt(caller: Caller) -> Response:
    """Accept the plan of a private link, after someone said on our page that it's theirs."""
    if not is_same_origin(caller.request.scope):
        raise Refusal(403, FOREIGN_REQUEST)
    try:
        cohort, key = _opened(caller, caller.store.cohorts.of_attendee, "private")
    except Refusal as refusal:
        return _turned_away(caller, refusal, "private_link")
    held = keyring.held(caller.request.cookies, keyring.ATTENDEE)
    linked = Held(cohort.code, key) not in held
    return _let_in(caller, "/", keyring.ATTENDEE, (Held(cohort.code, key, linked), held))


def facilitate(caller: Caller) -> Response:
    """Give this browser the facilitator's key."""
    _must_be_a_visit(caller)
    try:
        cohort, key = _opened(caller, caller.store.cohorts.of_facilitator, "facilitator")
    except Refusal as refusal:
        return _turned_away(caller, refusal, "facilitator_link")
    held = keyring.held(caller.request.cookies, keyring.FACILITATOR)
    # A slide or a learning platform's page shows the stage, not the controls.
    page = "stage" if caller.request.query_params.get("to") == "stage" else "cohort"
    mine = Held(cohort.code, key)
    return _let_in(caller, f"/{page}?code={mine.code}", keyring.FACILITATOR, (mine, held))


def host(caller: Caller) -> Response:
    """Give this browser the host's key."""
    _must_be_a_visit(caller)
    key = keys.key_in(caller.request.path_params["key"])
    try:
        caller.host_key_is(key)
    except Refusal as refusal:
        return _turned_away(caller, refusal, "host_key")
    response = _to("/host")
    keyring.set_cookie(response, keyring.HOST, key)
    return response


def speak(caller: Caller) -> Response:
    """Set the language of this browser's pages."""
    _must_be_a_visit(caller)
    language = caller.request.path_params["language"]
    if language not in offered():
        raise Refusal(404, "There's no wording in this language.")
    response = _to("/")
    keyring.set_cookie(response, keyring.LANGUAGE, language, framed=_framed(caller))
    return response


def forget_me(caller: Caller) -> Response:
    """Delete the attendee and all their answers; repeating it does no harm."""
    key = caller.leaves()
    caller.store.cohorts.leave(key)
    response = JSONResponse({"deleted": True})
    held = keyring.held(caller.request.cookies, keyring.ATTENDEE)
    keyring.let_go(response, keyring.ATTENDEE, key, held)
    return response


def _attending(caller: Caller, code: str) -> Response:
    held = keyring.held(caller.request.cookies, keyring.ATTENDEE)
    # Never a key that came with a private link, because whoever sent that could read along. Nor one
    # that has left, on this device or another, because it can't come back.
    gone = caller.store.cohorts.has_left
    own = (h for h in held if h.code == code and not h.linked and not gone(h.key))
    mine = next(own, Held(code, keys.mint_key()))
    # In case the frame can't store a cookie, the page offers to continue in a new tab.
    page = f"/?joined={code}" if _framed(caller) and code != ALONE_CODE else "/"
    return _let_in(caller, page, keyring.ATTENDEE, (mine, held))


def _let_in(caller: Caller, page: str, kind: str, ring: tuple[Held, tuple[Held, ...]]) -> Response:
    if caller.request.query_params.get("embed") == "true":
        page += "&embed=true" if "?" in page else "?embed=true"
    response = _to(page)
    new, before = ring
    is_used = _IS_USED[kind](caller.store)
    keyring.hold(response, kind, (new, *before), framed=_framed(caller), is_used=is_used)
    return response


# What would be lost with a key: answers, or a room to lead.
_IS_USED: Final[dict[str, Callable[[Store], Callable[[str], bool]]]] = {
    keyring.ATTENDEE: lambda store: lambda key: bool(store.answers.exercises(key)),
    keyring.FACILITATOR: lambda store: lambda key: store.cohorts.of_facilitator(key) is not None,
}


def _must_be_a_visit(caller: Caller) -> None:
    """Refuse an image or script on someone's page that would change who this browser is."""
    if caller.request.headers.get("sec-fetch-mode", "navigate") != "navigate":
        raise Refusal(403, "This link is to be opened, not loaded by a page.")


def _framed(caller: Caller) -> bool:
    """Say whether the page is in another site's frame, including another port of this host."""
    asked = caller.request.headers
    by_us = asked.get("sec-fetch-site") in ("same-origin", "none")
    return asked.get("sec-fetch-dest") == "iframe" and not by_us


def _cohort_by_code(caller: Caller) -> Cohort:
    code = keys.normal_code(caller.request.path_params["code"])
    if code is None:
        # Not a possible code, so it isn't a guess.
        return caller.cohort()
    with throttle().trying_code(caller.address, code) as attempt:
        if attempt.wait:
            raise SlowDown(attempt.wait)
        try:
            cohort = caller.cohort()
            if cohort.alone or caller.store.rehearsals.room_of(cohort.code):
                raise Refusal(404, "There's no cohort with this code.")
        except Refusal:
            attempt.was_wrong()
            raise
    throttle().code_opened(caller.address, code)
    return cohort


def _opened(caller: Caller, find: Callable[[str], Cohort | None], kind: str) -> tuple[Cohort, str]:
    """Return the cohort of the key in the path, and the key."""
    key = keys.key_in(caller.request.path_params["key"])
    caller.before_key()
    cohort = find(key) if keys.is_key(key) else None
    if cohort is None:
        told = f"This {kind} link isn't known: it may have been replaced, or its cohort deleted."
        raise caller.key_failed(Refusal(404, told))
    return cohort, key


def _turned_away(caller: Caller, refusal: Refusal, problem: str) -> Response:
    """Redirect a person to a page that says what's wrong; give a program the status and reason."""
    if "text/html" in caller.request.headers.get("accept", ""):
        return _to(f"/?problem={'slow_down' if isinstance(refusal, SlowDown) else problem}")
    raise refusal


def _to(page: str) -> Response:
    return RedirectResponse(page, status_code=303)
