"""A place in a page whose content may change by itself, without a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from streamlit.cursor import RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from pages.http.patches.fast_save.attempts import Needed


class RedrawError(Exception):
    """More changes than a shortcut can show."""

    def __init__(self, needed: Needed) -> None:
        self.needed = needed


class Place:
    """A container whose content may change by itself, and where in it there is something."""

    def __init__(self, block: DeltaGenerator) -> None:
        self._block = block
        self._filled: set[tuple[int, ...]] = set()
        self._asks: frozenset[str] = frozenset()
        self.shows: object = None  # what its content was made of, if that was said

    @contextmanager
    def filling(
        self, context: ScriptRunContext, touched: frozenset[str] = frozenset()
    ) -> Iterator[None]:
        """Draw into it, over what was there; `touched` are the widgets that a browser has set."""
        self.shows = None  # this draw may not come to its end
        send, now = context._enqueue, set[tuple[int, ...]]()
        elsewhere = _asked_for(context)

        def note_and_send(message: ForwardMsg) -> None:
            now.add(tuple(message.metadata.delta_path))
            send(message)

        cast(RunningCursor, self._block._cursor).reset()
        context._enqueue = note_and_send
        try:
            with self._block:
                yield
        finally:
            context._enqueue = send
        asks = _asked_for(context) - elsewhere
        # Only a run takes away what was there, and what was set in it, be it while it was leaving:
        # else that would come back with the same widget, an old order after what was picked since.
        if self._filled - now or (self._asks - asks) & touched:
            raise RedrawError(Needed.PART)
        self._filled, self._asks = now, self._asks | asks


def _asked_for(context: ScriptRunContext) -> frozenset[str]:
    return context.shared.widget_ids_this_run.snapshot()
