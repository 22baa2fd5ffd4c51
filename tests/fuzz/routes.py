"""Requests that no client of ours makes, to every route, by everyone who has access."""

import json
import re
from collections.abc import Callable
from typing import Any, Final, NamedTuple
from urllib.parse import quote

import httpx
from hypothesis import strategies as st

from data.halves import shared_fields
from exercises import AGENDA
from pages.http import assets
from pages.http.routes.cohorts import NewCohort
from pages.http.routes.table import TABLE
from pages.results.among import choices
from pages.wording.offered import offered
from tests.fuzz import models
from tests.fuzz.grounds import Grounds
from tests.fuzz.running import Tally, throw
from tests.fuzz.values import anything, changed, texts
from tests.server import HOST_KEY

FAMILY: Final = "routes"
CALLERS: Final = ("nobody", "attendee", "facilitator", "host")

# Other addresses that the server answers: pages, Streamlit's own paths, and nothing at all.
_OTHERS = ("/", "/host", "/cohort", "/_stcore/health", "/_stcore/upload_file/a/b", "/media/x", "/x")
# A backup, and the app's frame for a path that we only delete.
_FILES = ("/api/backup", "/me")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "SPAM")
_KINDS = ("application/json", "text/html", "multipart/form-data; boundary=x", "", "é")

_NAMES = (
    *(b"Accept-Language", b"Authorization", b"Origin", b"Host", b"X-Forwarded-For", b"Cookie"),
    b"Range",
)

_ours = [(method, path) for method, path, _ in TABLE] + [("GET", "/live/{code}")]


class Ask(NamedTuple):
    """One request; `{code}`, `{key}` and `{link}` in its path stand for a real room's."""

    method: str
    path: str
    query: str
    headers: list[tuple[bytes, bytes]]
    body: bytes
    caller: str


def _bytes_of(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _segment(text: str) -> str:
    return quote(_bytes_of(text[:300]), safe="")


def _json(value: Any) -> bytes:
    # Bytes and dates as text; lone surrogates as escapes, NaN and numbers of any size unchanged.
    try:
        return json.dumps(value, default=str, skipkeys=True).encode()
    except ValueError:
        return b"1" * 5_000


# A header may contain any byte except those that end it: the client wouldn't send them.
_header_values = texts.map(
    lambda text: bytes(b for b in _bytes_of(text[:500]) if b >= 32 and b != 127).strip()
)
_headers = st.lists(
    st.one_of(
        st.tuples(st.sampled_from((b"Content-Type", b"Accept")), st.sampled_from(_KINDS)).map(
            lambda pair: (pair[0], pair[1].encode())
        ),
        st.tuples(
            st.sampled_from(_NAMES),
            _header_values,
        ),
        _header_values.map(lambda value: (b"Authorization", (b"Bearer " + value).strip())),
        _header_values.map(lambda value: (b"Cookie", b"workshop_attendee=" + value)),
        st.just((b"Authorization", b"Bearer " + HOST_KEY.encode())),
    ),
    max_size=3,
)


def _lines() -> st.SearchStrategy[bytes]:
    answers = st.one_of([models.values(e.answer) for e in AGENDA])
    line = st.fixed_dictionaries(
        {
            "attendee": texts,
            "exercise": st.sampled_from([e.slug for e in AGENDA]),
            "answer": st.one_of(answers, answers.flatmap(changed)),
        }
    )
    shared = st.sampled_from(AGENDA).flatmap(_importable)
    one = st.one_of(shared, line, line.flatmap(changed)).map(_json)
    return st.lists(one, max_size=5).map(b"\n".join)


def _importable(exercise: Any) -> st.SearchStrategy[Any]:
    fields = shared_fields(exercise.answer)
    return models.values(exercise.answer).map(
        lambda answer: {
            "attendee": "paper",
            "exercise": exercise.slug,
            "answer": {field: answer[field] for field in fields if field in answer},
        }
    )


bodies = st.one_of(
    st.just(b""),
    anything.map(_json),
    models.values(NewCohort).map(_json),
    models.values(NewCohort).flatmap(changed).map(_json),
    _lines(),
    st.binary(max_size=200),
    st.sampled_from((b"[" * 100_000, b'{"a":' * 5_000, b"\xff\xfe" * 9, b"\xef\xbb\xbf{}", b"NaN")),
)
# Plausible values for a path's placeholders; the room's own are filled in later.
_BLANKS: Final = {
    "code": st.just("{code}"),
    "key": st.just("{key}"),
    "link": st.just("{link}"),
    "exercise": st.sampled_from([exercise.slug for exercise in AGENDA]),
    "picture": st.sampled_from(("votes", "borda")),
    "language": st.sampled_from(offered()),
    "name": st.just(assets.PLOTLY),
}
_BLANK: Final = re.compile(r"{(\w+)}")

_segments = texts.map(_segment)

_queries = (
    texts.map(lambda text: "?" + _segment(text)),
    texts.map(lambda text: "?among=" + _segment(text)),
    st.sampled_from([".".join(group) for group in choices("en")]).map("?among={}".format),
)


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    """A request to one of our routes with its own method or any other, or to anything else."""
    method, path = draw(st.sampled_from(_ours))
    if draw(st.integers(0, 9)) == 0:
        path = draw(st.sampled_from(_OTHERS))
    if draw(st.integers(0, 4)) == 0:
        method = draw(st.sampled_from(_METHODS))
    meant_well = draw(st.booleans())
    for blank in _BLANK.findall(path):  # KeyError: a new placeholder needs a line above
        value = draw(_BLANKS[blank] if meant_well else st.one_of(_BLANKS[blank], _segments))
        path = path.replace(f"{{{blank}}}", value)
    query = draw(st.one_of(st.just(""), *_queries))
    # A GET with a body is always refused, whatever the rest says.
    bare = method == "GET" and draw(st.integers(0, 9)) > 0
    body = b"" if bare else draw(bodies)
    return Ask(method, path, query, draw(_headers), body, draw(st.sampled_from(CALLERS)))


def asker(grounds: Grounds) -> Callable[[Ask], str]:
    """Return a function that sends a request, fails on a fault, and returns the kind of status."""

    def ask(what: Ask) -> str:
        own = {"code": grounds.room.code, "key": grounds.room.key, "link": grounds.link}
        path = what.path
        for name, value in own.items():
            path = path.replace(f"{{{name}}}", value)
        headers = [(b"Cookie", grounds.cookies[what.caller].encode()), *what.headers]
        request = grounds.client.build_request(
            what.method,
            "/",
            content=what.body,
            headers=headers,
            extensions={"target": f"{path}{what.query}".encode()},
        )
        try:
            answered = grounds.client.send(request, stream=True)
        except httpx.LocalProtocolError:
            return "not sent"  # our own client refuses to write it
        try:
            _judge(what, answered)
        finally:
            answered.close()
        grounds.client.cookies.clear()
        if answered.is_success and (what.method == "DELETE" or path.endswith(grounds.link)):
            grounds.renew()  # the facilitator's link, or the whole room, is gone
        return f"{answered.status_code // 100}xx"

    return ask


def _judge(what: Ask, answered: httpx.Response) -> None:
    assert answered.status_code < 500, (what, answered.read())
    if answered.headers.get("content-type", "").startswith("text/event-stream"):
        return  # it never ends
    told = answered.read()
    assert b"Traceback" not in told
    # A slash in a code or key makes it a different path, which Streamlit answers.
    plain = "%2F" not in what.path and what.path.startswith(("/live", "/join", "/resume", "/me"))
    ours = plain or what.path.startswith("/api/")
    # Streamlit rejects paths that could escape a folder, in two words, before a route sees them.
    turned_away = answered.status_code == 400 and told == b"Bad Request"
    # For an invalid file range Starlette sends its own message.
    turned_away = turned_away or (what.path in _FILES and _ranged(what))
    if answered.status_code >= 400 and ours and what.method != "HEAD" and not turned_away:
        assert answered.json()["error"], what


def throw_requests(grounds: Grounds, cases: int, start: int, tally: Tally, **more: float) -> None:
    """Send this many requests."""
    throw(asks(), asker(grounds), cases=cases, start=start, tally=tally, family=FAMILY, **more)


def _ranged(what: Ask) -> bool:
    return any(name == b"Range" for name, _ in what.headers)
