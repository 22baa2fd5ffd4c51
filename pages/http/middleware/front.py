"""Adds our scripts for the language and for a lost or blocked connection to Streamlit's page.

They can't come from a page of ours: pages are drawn over that very connection, and by then
Streamlit has read the browser's language.
"""

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http import assets
from pages.wording import WORDING
from pages.wording.offered import offered
from pages.wording.streamlit import ENGLISH

_BEFORE: Final = "</head>"
# A page cached by the browser would lack the script.
_CONDITIONS: Final = {b"if-none-match", b"if-modified-since"}


class Front:
    """Put the scripts into Streamlit's page, whatever path asks for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Replace the page in the response, and pass on everything else."""
        if scope["type"] != "http" or scope["method"] != "GET" or "/static/" in scope["path"]:
            await self.app(scope, receive, send)
            return
        if _asks_for_page(scope):
            asked = [pair for pair in scope["headers"] if pair[0] not in _CONDITIONS]
            scope = {**scope, "headers": asked}
        await self.app(scope, receive, _Answer(send).hear)


class _Answer:
    """A response held back until it's clear whether it is Streamlit's page."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def hear(self, message: Message) -> None:
        """Send on what the app says, or our version of the page."""
        if message["type"] == "http.response.start" and _may_be_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body, packed = self._body, _is_packed(start)
        if len(body) <= len(_page()) and (gzip.decompress(body) if packed else body) == _page():
            body = _with_script_packed() if packed else _with_script()
            start = {**start, "headers": list(start["headers"])}
            headers = MutableHeaders(raw=start["headers"])
            headers["content-length"] = str(len(body))
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _asks_for_page(scope: Scope) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _may_be_page(start: Message) -> bool:
    headers = MutableHeaders(raw=start["headers"])
    if start["status"] != 200 or not headers.get("content-type", "").startswith("text/html"):
        return False
    return _is_packed(start) or headers.get("content-length") == str(len(_page()))


def _is_packed(start: Message) -> bool:
    return MutableHeaders(raw=start["headers"]).get("content-encoding") == "gzip"


@cache
def _page() -> bytes:
    return (Path(st.__file__).parent / "static" / "index.html").read_bytes()


@cache
def _with_script() -> bytes:
    told = {code: _words(code) for code in offered()}
    words = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
    ours = (
        f'<link rel="stylesheet" href="/assets/{assets.CONNECTION_STYLE}">'
        f'<script type="application/json" id="workshop-words">{words}</script>'
        # Not a module, so that it runs before all that are.
        f'<script src="/assets/{assets.LANGUAGE}"></script>'
        f'<script type="module" src="/assets/{assets.CONNECTION}"></script>'
    )
    return _page().decode().replace(_BEFORE, ours + _BEFORE, 1).encode()


def _words(language: str) -> dict[str, dict[str, str]]:
    words = WORDING.in_(language)
    said = words.streamlit.model_dump()
    streamlit = {english: said[key] for key, english in ENGLISH.items()}
    return {"connection": words.connection.model_dump(), "streamlit": streamlit}


@cache
def _with_script_packed() -> bytes:
    return gzip.compress(_with_script())
