"""The assets route."""

import gzip
from functools import cache
from pathlib import Path

from starlette.responses import Response

from pages.http.assets import FILES, content
from pages.http.middleware.gzip_cache import takes_gzip
from pages.http.routes.callers import Caller, Refusal

_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def one(caller: Caller) -> Response:
    """Return a file, compressed once for everyone."""
    name = caller.request.path_params["name"]
    if name not in FILES:
        raise Refusal(404, "There's no file with this name.")
    kind = _KINDS[Path(name).suffix]
    if not takes_gzip(caller.request.headers.get("accept-encoding", "")):
        return Response(_plain(name), media_type=kind, headers=_FOR_GOOD)
    return Response(
        _packed(name), media_type=kind, headers={**_FOR_GOOD, "Content-Encoding": "gzip"}
    )


@cache
def _plain(name: str) -> bytes:
    return content(FILES[name])


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_plain(name), 6)
