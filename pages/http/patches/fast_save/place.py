"""A place in a page whose content may change on its own, without a rerun."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from streamlit.cursor import RunningCursor
from streamlit.delta_generator import DeltaGenerator
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from pages.http.patches.fast_save.attempts import Needed


class RedrawError(Exception):
    """There are more changes than a shortcut can show."""

    def __init__(self, needed: Needed) -> None:
        self.needed = needed


class Place:
    """A container whose content may change on its own, and the paths in it that are in use."""

    def __init__(self, block: DeltaGenerator) -> None:
        self._block = block
        self._filled: set[tuple[int, ...]] = set()
        self._asks: frozenset[str] = frozenset()
        self.shows: object = None  # what its content was made of, if given

    @contextmanager
    def filling(
        self, context: ScriptRunContext, touched: frozenset[str] = frozenset()
    ) -> Iterator[None]:
        """Draw over its content; `touched` are the widgets that a browser has set."""
        self.shows = None  # this draw may not finish
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
        # Only a rerun removes elements and the values set in them. Otherwise an old value would
        # come back with its widget, such as an order from before the last pick.
        if self._filled - now or (self._asks - asks) & touched:
            raise RedrawError(Needed.PART)
        self._filled, self._asks = now, self._asks | asks


def _asked_for(context: ScriptRunContext) -> frozenset[str]:
    return context.shared.widget_ids_this_run.snapshot()
