"""How a request is refused: a page for people, JSON for programs, and a 403 for a handshake."""

from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Receive, Scope, Send

from exercises.formats import direction
from pages.http.speaking import language_of
from pages.wording import WORDING

_SERVERS_FAULT: Final = 500
_SAYS: Final = {404: "nothing_here", 408: "too_slow", 413: "too_large", 429: "too_many"}
_STYLE: Final = (
    ":root { color-scheme: light dark } body { font: 1.1rem/1.5 system-ui; max-width: 34rem; "
    "margin: 15vh auto; padding: 0 1rem } a { color: light-dark(#0a6657, #7fd9c6) }"
)


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
    """Refuse without reading the body or accepting the socket."""
    if scope["type"] == "websocket":
        # Before the accept, this becomes a 403. With a denial response of our own, uvicorn would
        # log an error per refusal, and browsers show neither to the page.
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
    else:
        await refusal(Request(scope), status, reason)(scope, receive, send)


def refusal(request: Request, status: int, reason: str, told: str = "") -> Response:
    """Return a refusal: to a browser a page in the reader's language, to a program the reason.

    The page says what's told, or what its status means.
    """
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"error": reason}, status)
    language = language_of(request)
    words = WORDING.in_(language)
    if not told:
        other = words.house.went_wrong if status >= _SERVERS_FAULT else words.refused.not_taken
        told = words.refused.model_dump().get(_SAYS.get(status, ""), other)
    return HTMLResponse(
        f'''<!doctype html><html lang="{escape(language)}" dir="{direction(language)}"><head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(words.house.name)}</title><style>{_STYLE}</style></head>
<body><p>{escape(told)}</p><p><a href="/">{escape(words.refused.home)}</a></p></body></html>''',
        status,
    )
