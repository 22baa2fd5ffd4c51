"""The door: everything that a request passes before it reaches the app.

Pure ASGI middleware, outermost first, but for `values`, which stands where Streamlit takes apart
what came through. Each file closes one of the framework's open doors; the numbers in them are
constants with the reason beside them.
"""

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.types import Scope

from pages.http.door.bodies import BodyCap
from pages.http.door.codes import Codes
from pages.http.door.crowd import Crowd
from pages.http.door.failures import Failures
from pages.http.door.front import Front
from pages.http.door.headers import Headers
from pages.http.door.origin import SameOrigin
from pages.http.door.packed import Packed
from pages.http.door.paths import ShutPaths
from pages.http.door.stream import Stream
from pages.http.links import media_origin
from pages.http.settings import Settings


def door(
    settings: Settings,
    leads: Callable[[Scope], bool],
    with_codes_allowed: Callable[[Scope], Scope],
    body_limit: Callable[[Scope], int],
) -> list[Middleware]:
    """Return the middleware for `st.App(middleware=...)`, in the order that it must run.

    `leads` says whether who opens a socket leads a room; `with_codes_allowed` takes from its scope
    the join codes that its sender may not ask for; `body_limit` says how large a request's body may
    be.
    """
    return [
        # First, so that every refusal below carries the headers too.
        Middleware(
            Headers,
            frame_ancestors=settings.frame_ancestors,
            media=media_origin(settings.video_url),
        ),
        Middleware(Failures),
        Middleware(ShutPaths, metrics=settings.metrics),
        # Who asks comes before how much they send: a stranger costs no state.
        Middleware(SameOrigin),
        Middleware(BodyCap, limit=body_limit, client_header=settings.client_header),
        Middleware(Packed),
        Middleware(Front),
        Middleware(Crowd, client_header=settings.client_header),
        Middleware(Codes, allowed=with_codes_allowed),
        # Last: it wraps the conversation of a socket that was let in.
        Middleware(Stream, client_header=settings.client_header, leads=leads),
    ]
