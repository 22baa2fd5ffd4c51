"""Scripts and styles of generated documents, named by content so they can be cached forever."""

import hashlib
from pathlib import Path

import plotly

_HERE = Path(__file__).parent / "documents" / "report"
_BROWSER = Path(__file__).parents[1] / "shared" / "browser"
_WORKER = (_BROWSER / "stream.js", _BROWSER / "stream_worker.js")
_CONNECTION = tuple(_BROWSER / name for name in ("typing.js", "connection.js"))


def _named(*parts: Path) -> str:
    """Return a file name that changes with the content of these parts."""
    digest = hashlib.sha256(content(parts)).hexdigest()
    return f"{parts[-1].stem}-{digest[:12]}{parts[-1].suffix}"


def content(parts: tuple[Path, ...]) -> bytes:
    """Return the parts joined into one file."""
    return b"\n".join(part.read_bytes() for part in parts)


PLOTLY = f"plotly-{plotly.__version__}.js"
SCRIPT = _named(_HERE / "report.js")
STYLE = _named(_HERE / "report.css")
STREAM = _named(*_WORKER)
CONNECTION = _named(*_CONNECTION)
LANGUAGE = _named(_BROWSER / "language.js")
CONNECTION_STYLE = _named(_BROWSER / "connection.css")
FILES = {
    PLOTLY: (Path(plotly.__file__).parent / "package_data" / "plotly.min.js",),
    SCRIPT: (_HERE / "report.js",),
    STYLE: (_HERE / "report.css",),
    STREAM: _WORKER,
    CONNECTION: _CONNECTION,
    LANGUAGE: (_BROWSER / "language.js",),
    CONNECTION_STYLE: (_BROWSER / "connection.css",),
}
