"""Paths of the framework that this app does not use answer 404, whatever the method.

Under `_stcore` this is a list of what is open, so that a path which a later Streamlit adds stays
shut until someone looks at it.
"""

from urllib.parse import unquote

import streamlit as st
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.http.middleware.refusal import refuse

NOTHING_HERE = "There's nothing here."

# What the browser half of Streamlit asks for: its health, its settings, the socket and the files
# of components. Uploads, metrics, script checks and the agent interface are not among them.
_OPEN_CORE = frozenset({"health", "host-config", "stream", "bidi-components"})
# Signing in with a third party, and serving a folder of files: the app has neither.
# /media stays open, because st.image and the charts' own downloads need it.
_SHUT = (("auth",), ("oauth2callback",), ("app", "static"))


class ShutPaths:
    """Answer 404 on paths that nobody needs, without reading the body."""

    def __init__(self, app: ASGIApp, metrics: bool) -> None:
        self.app = app
        self._base = _words(base_path())
        self._open_core = _OPEN_CORE | {"metrics"} if metrics else _OPEN_CORE

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on the paths that are open."""
        if scope["type"] in {"http", "websocket"} and self._is_shut(scope["path"]):
            await refuse(scope, receive, send, 404, NOTHING_HERE)
        else:
            await self.app(scope, receive, send)

    def _is_shut(self, path: str) -> bool:
        words = _words(path)
        if "_stcore" in words:
            # At any depth: the browser looks for its socket below a deep link as well.
            inner = words[words.index("_stcore") + 1 :]
            return not inner or inner[0] not in self._open_core
        local = words[len(self._base) :] if words[: len(self._base)] == self._base else words
        return any(local[: len(shut)] == shut for shut in _SHUT)


def base_path() -> str:
    """Return the path below which the app is served, empty for most.

    Asked for when the first request builds the middleware: asking Streamlit for an option before
    `st.App` knows its script would fix the options without the app's own config.toml.
    """
    return str(st.get_option("server.baseUrlPath") or "").strip("/")


def _words(path: str) -> tuple[str, ...]:
    """Return the parts of a path, with every way of writing the same path made equal."""
    # The server has decoded the path once; once more costs nothing and ends all doubt.
    plain = unquote(path).replace("\\", "/").lower()
    return tuple(word for word in plain.split("/") if word not in {"", "."})
