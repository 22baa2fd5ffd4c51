"""How the middleware refuses: a request with a status and a reason, a handshake with a 403."""

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
    """Refuse without reading the body or accepting the socket."""
    if scope["type"] == "websocket":
        # Before the accept, this becomes a 403. With a denial response of our own, uvicorn would
        # log an error per refusal, and browsers show neither to the page.
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
    else:
        await JSONResponse({"error": reason}, status)(scope, receive, send)
