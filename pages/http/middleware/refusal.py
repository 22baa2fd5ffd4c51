"""How the door says no: to a request with a status and a reason, to a handshake with a 403."""

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send


async def refuse(scope: Scope, receive: Receive, send: Send, status: int, reason: str) -> None:
    """Answer without reading the body or opening the socket."""
    if scope["type"] == "websocket":
        # Before the accept this is a 403. The other way, a denial response of our own, makes
        # uvicorn log an error for each refusal, and a browser shows neither to the page.
        await send({"type": "websocket.close", "code": 1008, "reason": reason})
    else:
        await JSONResponse({"error": reason}, status)(scope, receive, send)
