"""Scripts and styles of documents that the server makes, each for good under its own name."""

import gzip
import hashlib
from functools import cache
from pathlib import Path

import plotly
from starlette.responses import Response

from pages.http.callers import Caller, Refusal

_HERE = Path(__file__).with_name("report")
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
_KINDS = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}


def _named(path: Path) -> str:
    """Return a name that another content of the file would not have."""
    return f"{path.stem}-{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}{path.suffix}"


PLOTLY = f"plotly-{plotly.__version__}.js"
SCRIPT = _named(_HERE / "report.js")
STYLE = _named(_HERE / "report.css")
_FILES = {
    PLOTLY: Path(plotly.__file__).parent / "package_data" / "plotly.min.js",
    SCRIPT: _HERE / "report.js",
    STYLE: _HERE / "report.css",
}


def one(caller: Caller) -> Response:
    """Return a file, packed once for all who ask."""
    name = caller.request.path_params["name"]
    if name not in _FILES:
        raise Refusal(404, "There's no file with this name.")
    kind = _KINDS[Path(name).suffix]
    if "gzip" not in caller.request.headers.get("accept-encoding", ""):
        return Response(_FILES[name].read_bytes(), media_type=kind, headers=_FOR_GOOD)
    return Response(
        _packed(name), media_type=kind, headers={**_FOR_GOOD, "Content-Encoding": "gzip"}
    )


@cache
def _packed(name: str) -> bytes:
    return gzip.compress(_FILES[name].read_bytes(), 6)
