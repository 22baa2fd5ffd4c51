"""What is left of a page when one turns to another: its functions, which hold one another.

Streamlit runs a page's file anew each time. Its functions hold all the names in it, and these hold
the functions, so that without this every turn of a page waits for Python's collector.
"""

import sys
from collections.abc import Callable
from typing import Any, Final

from streamlit.runtime.scriptrunner import get_script_run_ctx

_RUNS, _OPEN = "_workshop_page_that_runs", "_workshop_page_that_is_open"
_NO_NAMES: Final[dict[str, Any]] = {}


def note(of_page: Callable[..., object]) -> None:
    """Note a function of the page that runs, beside the session's fragments, which hold it."""
    names: dict[str, Any] = getattr(of_page, "__globals__", _NO_NAMES)
    is_imported = vars(sys.modules.get(names.get("__name__", ""), note)) is names
    context = get_script_run_ctx()
    if context and not is_imported:  # what is imported is everybody's, and stays
        setattr(context.fragment_storage, _RUNS, names)


def let_go() -> None:
    """Let go of the page that was open before this one; to be called once this one is drawn.

    Not sooner: what was tapped before that is still for the other one, and who breaks off this run
    stays there.
    """
    if context := get_script_run_ctx():
        beside = vars(context.fragment_storage)
        runs, was_open = beside.pop(_RUNS, _NO_NAMES), beside.get(_OPEN, _NO_NAMES)
        if was_open is not runs:
            was_open.clear()
        beside[_OPEN] = runs
