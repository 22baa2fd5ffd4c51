"""Metrics of this process, in Prometheus's text format."""

import time
from collections.abc import Mapping
from typing import Final

from starlette.responses import Response

from pages.http.middleware.run_scheduler import WAITING
from pages.http.routes.callers import Caller
from pages.http.running import running

_KIND: Final = "text/plain; version=0.0.4; charset=utf-8"
# Shows that a process has restarted, and tells processes apart.
_STARTED: Final = round(time.time(), 3)


def as_text(caller: Caller) -> Response:
    """Return the metrics to the host: counts only, and nothing about anyone."""
    caller.must_be_host()
    live = running().live
    told = {**caller.store.watched(), "streams_open": live.open() if live else 0}
    told["runs_waiting"] = len(WAITING)
    told["start_time_seconds"] = _STARTED
    return Response(_text(told), media_type=_KIND)


def _text(told: Mapping[str, float]) -> str:
    lines = []
    for name, value in told.items():
        kind = "counter" if name.endswith("_total") else "gauge"
        lines += [f"# TYPE workshop_{name} {kind}", f"workshop_{name} {value}"]
    return "\n".join(lines) + "\n"
