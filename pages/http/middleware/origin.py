"""Same origin only: no other site or port may act with a visitor's cookie.

Streamlit keeps an allow list, and accepts sockets without an `Origin`. Browsers send cookies across
ports, so a page on another port of the same host could read an attendee's answers.
"""

import re

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.http.middleware.refusal import refuse

FOREIGN_SOCKET = "This address only talks to its own pages."
FOREIGN_REQUEST = "Requests from other sites aren't accepted."

_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_DEFAULT_PORTS = {"http": "80", "https": "443"}
_HOST = r"(?P<host>\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::(?P<port>[0-9]{1,5}))?"
_HOST_HEADER = re.compile(_HOST)
_ORIGIN_HEADER = re.compile(rf"(?P<scheme>https?)://{_HOST}")


class SameOrigin:
    """Accept sockets only from our own pages, and refuse changes that another site requests."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse before a socket is accepted or a route runs."""
        if reason := _objection(scope):
            await refuse(scope, receive, send, 403, reason)
        elif scope["type"] == "websocket":
            await self.app(_in_one_writing(scope), receive, send)
        else:
            await self.app(scope, receive, send)


def _objection(scope: Scope) -> str | None:
    """Return why this request is refused, or None."""
    if scope["type"] == "websocket":
        return None if is_same_origin(scope) else FOREIGN_SOCKET
    if scope["type"] == "http" and scope["method"].upper() in _CHANGING:
        # Without an Origin it's a tool such as curl, which has a key and no visitor's cookie.
        toolish = "origin" not in Headers(scope=scope)
        return None if toolish or is_same_origin(scope) else FOREIGN_REQUEST
    return None


def is_same_origin(scope: Scope) -> bool:
    """Say whether the one `Origin` names exactly the host and port of the one `Host`."""
    headers = Headers(scope=scope)
    origins, hosts = headers.getlist("origin"), headers.getlist("host")
    if len(origins) != 1 or len(hosts) != 1:
        return False
    origin = _ORIGIN_HEADER.fullmatch(origins[0].lower())
    host = _HOST_HEADER.fullmatch(hosts[0].lower())
    if not origin or not host:
        return False
    scheme = origin["scheme"]
    if scheme == "http" and scope["scheme"] in {"https", "wss"}:
        return False
    # Behind a TLS proxy we see plain http, so the origin's scheme gives the default port.
    default = _DEFAULT_PORTS[scheme]
    return (origin["host"], origin["port"] or default) == (host["host"], host["port"] or default)


def _in_one_writing(scope: Scope) -> Scope:
    """Return the scope with the `Host` as the `Origin` writes it.

    Streamlit compares the two once more, letter by letter, and would refuse everyone behind a
    proxy that adds the default port.
    """
    host = Headers(scope=scope)["origin"].partition("://")[2]
    others = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return {**scope, "headers": [*others, (b"host", host.encode("latin-1"))]}
