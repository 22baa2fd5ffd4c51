"""Every patch, in the order of application when the server starts."""

import importlib
import logging
from typing import NamedTuple

from streamlit import config

from pages.http.patches.patch import Patch
from pages.http.settings import Settings

# Modules of this folder. They're imported one by one, because a new version of a framework may lack
# something that one of them imports.
MODULES = (
    "protocol",
    "connection_limit",
    "websocket_limits",
    "write_buffer",
    "message_batching",
    "theme_cache",
    "file_watching",
    "run_limit",
    "session_view",
    "stale_widgets",
    "rerun_queue",
    "fast_save",
    "unfit_values",
)
# Without this, messages can't be understood, so the app doesn't start.
REQUIRED = frozenset({"protocol"})

_log = logging.getLogger(__name__)


class CannotPatch(Exception):
    """A patch that the app needs doesn't fit; `one_line` says which, and is all that's printed."""

    def __init__(self, one_line: str) -> None:
        super().__init__(one_line)
        self.one_line = one_line


class Looked(NamedTuple):
    """A patch, and what about it doesn't fit."""

    module: str
    patch: Patch | None
    misfit: str


def look_at_all() -> list[Looked]:
    """Return every patch and what about it doesn't fit, without changing anything."""
    return [_look_at(module) for module in MODULES]


def fit(settings: Settings) -> frozenset[str]:
    """Apply every patch that fits and is wanted, and return their module names."""
    applied = set[str]()
    # Check all before applying any, because one may change what another checks.
    for module, patch, misfit in look_at_all():
        if module in REQUIRED and misfit:
            raise CannotPatch(f"This version of Streamlit or uvicorn can't be used: {misfit}")
        if module not in REQUIRED and settings.patches == "off":
            continue
        missing = misfit or _missing(patch, applied)
        if patch and not missing:
            patch.apply(settings)
            applied.add(module)
        else:
            _log.warning("Skipped the patch %s: %s", module, missing)
    if "rerun_queue" not in applied:
        # Otherwise Streamlit aborts a run for the next one, and loses the tap that it was for.
        config.set_option("runner.fastReruns", False)
    return frozenset(applied)


def _missing(patch: Patch | None, applied: set[str]) -> str:
    needs = patch.needs if patch else ()
    return next((f"it needs {need}" for need in needs if need not in applied), "")


def _look_at(module: str) -> Looked:
    try:
        patch: Patch = importlib.import_module(f"pages.http.patches.{module}").PATCH
    except (ImportError, AttributeError) as error:
        return Looked(module, None, f"{type(error).__name__}: {error}")
    return Looked(module, patch, patch.misfit())
