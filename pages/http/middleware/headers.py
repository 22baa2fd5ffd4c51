"""Security headers on every response: what may load, who may frame the app, what leaks."""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing may be fetched from or sent to another host, even if a visitor's words tried. Chromium
# needs each exception for something that the app shows (tests/middleware).
_SOURCES = {
    "default-src": "'self'",
    # Streamlit imports component scripts from blobs. No eval, no inline script.
    "script-src": "'self' blob: {inline}",
    # Streamlit and Plotly create styles in the page.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
# Older browsers know only these two values, and no equivalent of the others.
_FRAME_OPTIONS = {"'self'": "SAMEORIGIN", "'none'": "DENY"}
_POLICY = "Content-Security-Policy"


class Headers:
    """Set the security headers on each response; a route may set one itself instead."""

    def __init__(self, app: ASGIApp, frame_ancestors: str, media: str = "") -> None:
        self.app = app
        self._page = security_headers(frame_ancestors, media)
        self._framing = f"frame-ancestors {frame_ancestors}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to each response."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                # A copy, because the app may keep the message and send it to the next client, too.
                headers = MutableHeaders(raw=list(message["headers"]))
                message = {**message, "headers": headers.raw}
                if _POLICY in headers:
                    # A browser obeys both of two policies, so a route can't widen the frame policy.
                    headers.append(_POLICY, self._framing)
                for name, value in self._page.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, dressed)


def security_headers(frame_ancestors: str, media: str = "") -> dict[str, str]:
    """Return the headers for pages that `frame_ancestors` may frame, with media from one origin."""
    directives = {**_SOURCES, "frame-ancestors": frame_ancestors}
    if media:
        directives["media-src"] = f"'self' {media}"
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    headers = {**_ALWAYS, _POLICY: policy.format(inline=_inline_scripts())}
    if frame_ancestors in _FRAME_OPTIONS:
        headers["X-Frame-Options"] = _FRAME_OPTIONS[frame_ancestors]
    return headers


def _inline_scripts() -> str:
    """Return the hashes of the scripts in Streamlit's own page, so that no others run."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return " ".join(f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
