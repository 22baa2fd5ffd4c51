"""The middleware in the order that it must run, outermost first."""

from collections.abc import Callable

from starlette.middleware import Middleware
from starlette.types import Scope

from pages.http.links import media_origin
from pages.http.middleware.bodies import BodyCap
from pages.http.middleware.codes import Codes
from pages.http.middleware.failures import Failures
from pages.http.middleware.front import Front
from pages.http.middleware.gzip_cache import GzipCache
from pages.http.middleware.headers import Headers
from pages.http.middleware.origin import SameOrigin
from pages.http.middleware.paths import ShutPaths
from pages.http.middleware.socket_limit import SocketLimit
from pages.http.middleware.stream import Stream
from pages.http.settings import Settings


def middleware(
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
        # First, so that refusals below carry the headers, too.
        Middleware(
            Headers,
            frame_ancestors=settings.frame_ancestors,
            media=media_origin(settings.video_url),
        ),
        Middleware(Failures),
        Middleware(ShutPaths, metrics=settings.metrics),
        # Who is asking comes before how much they send, so a stranger costs no state.
        Middleware(SameOrigin),
        Middleware(BodyCap, limit=body_limit, client_header=settings.client_header),
        Middleware(GzipCache),
        Middleware(Front),
        Middleware(SocketLimit, client_header=settings.client_header),
        Middleware(Codes, allowed=with_codes_allowed),
        # Last, because it wraps the messages of a socket that was let in.
        Middleware(Stream, client_header=settings.client_header, leads=leads),
    ]
