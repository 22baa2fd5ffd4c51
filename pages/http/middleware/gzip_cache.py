"""In-memory gzip cache for Streamlit's scripts and styles.

Streamlit sends them uncompressed, because compressing them for each browser costs more than it
saves. Compressed once and kept, a thousand joining phones load a third of the bytes.
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
# More than the scripts and styles in a release of Streamlit. Unknown names answer 404 and aren't
# kept.
_MOST_KEPT: Final = 1000
# Range and conditional requests go to Streamlit itself.
_GZIP: Final = re.compile(
    r"(?:^|,)\s*(?:x-)?gzip\s*(?:;\s*q\s*=\s*(?P<weight>[01](?:\.\d{0,3})?)\s*)?(?=,|$)",
    re.IGNORECASE,
)
_CONDITIONS: Final = ("range", "if-none-match", "if-modified-since")


class _Answer(NamedTuple):
    """A whole response, shared by everyone, so nothing in it may be changed."""

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    async def send(self, send: Send) -> None:
        """Send it with its own copy of the headers, which outer middleware may add to."""
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": list(self.headers),
            }
        )
        await send({"type": "http.response.body", "body": self.body})


class GzipCache:
    """Serve scripts and styles compressed to browsers that accept gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._kept: dict[str, _Answer] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a compressed file, or pass the request on."""
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
    """Say whether an Accept-Encoding allows gzip, with a weight above 0."""
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
    """Say whether the file exists; if not, the path may be a page's."""
    headers = Headers(raw=list(answer.headers))
    kind, is_packed = headers.get("content-type", ""), "content-encoding" in headers
    is_whole = headers.get("content-length") == str(len(answer.body))
    found = answer.status == 200 and is_whole and not is_packed
    return found and ("javascript" in kind or "css" in kind)


async def _answer_of(app: ASGIApp, scope: Scope) -> _Answer:
    """Get the app's whole response. It's for everyone, even if this client has gone."""
    said: list[Message] = []

    async def hear(message: Message) -> None:
        said.append(message)

    await app(scope, _stay, hear)
    start, *rest = said
    body = b"".join(part.get("body", b"") for part in rest)
    return _Answer(start["status"], tuple(start["headers"]), body)


async def _stay() -> Message:
    """Never report a disconnect: this request has no body."""
    goodbye: asyncio.Future[Message] = asyncio.get_running_loop().create_future()
    return await goodbye


def _packed(answer: _Answer) -> _Answer:
    body = gzip.compress(answer.body, 9)
    headers = MutableHeaders(raw=list(answer.headers))
    headers["content-encoding"], headers["content-length"] = "gzip", str(len(body))
    headers.add_vary_header("Accept-Encoding")
    # They describe the uncompressed file, and would be wrong for the compressed one.
    for name in ("accept-ranges", "etag"):
        del headers[name]
    return _Answer(answer.status, tuple(headers.raw), body)
