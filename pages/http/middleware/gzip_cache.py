"""The browser half of Streamlit, packed once for all who ask.

Streamlit sends its scripts as they are, since packing them anew for each browser costs more than
it saves; packed once and kept, a thousand phones that join load a third of it, and cost less.
"""

import asyncio
import gzip
import re
from typing import Final, NamedTuple

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http.middleware.paths import base_path

_KINDS: Final = (".js", ".css")
# As many as a release of Streamlit has scripts and styles, and more; a name that is none of them
# answers 404 and is not kept.
_MOST_KEPT: Final = 1000
# What asks for less than a whole new file is answered by Streamlit itself.
_GZIP: Final = re.compile(
    r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*(?P<weight>[01](?:\.\d{0,3})?)\s*)?(?=,|$)",
    re.IGNORECASE,
)
_CONDITIONS: Final = ("range", "if-none-match", "if-modified-since")


class _Answer(NamedTuple):
    """A whole answer. It's kept for everyone, so nothing in it can be changed."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send(self, send: Send) -> None:
        """Send it, with a list of headers that outer middleware may add to."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": list(self.headers),
            }
        )
        await send({"type": "http.response.body", "body": self.body})


class GzipCache:
    """Answer a script or a style packed, where the browser takes that."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a packed file, or pass on whatever else is asked for."""
        if not _asks_for_whole_file(scope):
            await self.app(scope, receive, send)
            return
        answer = self._kept.get(scope["path"])
        if answer is None:
            answer = await _answer_of(self.app, scope)
            if _is_file(answer) and len(self._kept) < _MOST_KEPT:
                answer = await run_in_threadpool(_packed, answer)
                self._kept[scope["path"]] = answer
        await answer.send(send)


def takes_gzip(accepted: str) -> bool:
    """Say whether an Accept-Encoding names gzip, and not with the weight 0 that rules it out."""
    named = _GZIP.search(accepted)
    return named is not None and float(named["weight"] or 1) > 0


def _asks_for_whole_file(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    folder = f"/{base_path()}/static/".replace("//", "/")
    if not (scope["path"].startswith(folder) and scope["path"].endswith(_KINDS)):
        return False
    if any(part in {"", ".", ".."} for part in scope["path"][1:].split("/")):
        return False  # one file by another name, of which there are as many as one likes
    asked = Headers(scope=scope)
    return takes_gzip(asked.get("accept-encoding", "")) and not any(
        condition in asked for condition in _CONDITIONS
    )


def _is_file(answer: _Answer) -> bool:
    """Say whether there is such a file: else its place may be taken by a page."""
    headers = Headers(raw=list(answer.headers))
    kind, is_packed = headers.get("content-type", ""), "content-encoding" in headers
    is_whole = headers.get("content-length") == str(len(answer.body))
    found = answer.status == 200 and is_whole and not is_packed
    return found and ("javascript" in kind or "css" in kind)


async def _answer_of(app: ASGIApp, scope: Scope) -> _Answer:
    """Ask the app, and return its whole answer: it is for all, also if who asked has gone."""
    said: list[Message] = []

    async def hear(message: Message) -> None:
        said.append(message)

    await app(scope, _stay, hear)
    start, *rest = said
    body = b"".join(part.get("body", b"") for part in rest)
    return _Answer(start["status"], tuple(start["headers"]), body)


async def _stay() -> Message:
    """Say nothing, and above all no goodbye: what is asked for has no body."""
    goodbye: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await goodbye


def _packed(answer: _Answer) -> _Answer:
    body = gzip.compress(answer.body, 9)
    headers = MutableHeaders(raw=list(answer.headers))
    headers["content-encoding"], headers["content-length"] = "gzip", str(len(body))
    headers.add_vary_header("Accept-Encoding")
    # They name the file as it was: a browser that has it packed asks for neither part nor change.
    for name in ("accept-ranges", "etag"):
        del headers[name]
    return _Answer(answer.status, tuple(headers.raw), body)
