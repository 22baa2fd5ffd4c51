"""The page's half of a fast save: it records how inputs are drawn, and tries changes unseen.

While a page draws its inputs, everything drawn between them is recorded. A change is then first
tried without drawing: inputs return what the session holds, what's drawn between them is recorded
again but not sent, and *Saved* appears in its own place. If the two records are the same, the
browser needs nothing else (attempts.py). If not, the fragment reruns as always, and finds the
answer already saved.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, NoReturn, TypeVar

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    ThreadState,
)

from pages.http.patches import held_by_browser
from pages.http.patches.fast_save.attempts import Needed, Taken, leave
from pages.http.patches.fast_save.following import Draw, draw_following, following, of_page
from pages.http.patches.fast_save.place import Place, RedrawError

# What pages use of this folder (offered.py), in one place.
__all__ = [
    "ask",
    "begin",
    "first_answer",
    "following",
    "inputs",
    "place",
    "redraw_page",
    "shows_already",
]

T = TypeVar("T")

# Arguments for an input's first value, which a browser that shows the input doesn't need.
_BEGINS_WITH: Final = ("default", "value", "index", "format_func")


class _Now(threading.local):
    """What this thread's run is drawing."""

    drawing: "_Drawing | None" = None


_now = _Now()


class _Drawing:
    """A page's inputs being drawn, or tried without drawing."""

    def __init__(
        self,
        context: ScriptRunContext,
        places: dict[str, Place],
        send: Callable[[ForwardMsg], None] | None,
        touched: frozenset[str] = frozenset(),
    ) -> None:
        self.context = context
        self.touched = touched
        self.noted: list[object] = []
        self.places = places
        self.told: list[ForwardMsg] = []
        self.is_first = False
        self.is_quick = send is None
        self._send = send or self.told.append
        self._aside = 0

    def hear(self, message: ForwardMsg) -> None:
        """Record a message, unless it goes to a place of its own, and send it if drawing."""
        if not self._aside:
            self.noted.append(message.delta.SerializeToString())
        if self._aside or not self.is_quick:
            self._send(message)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Record nothing that is drawn meanwhile."""
        self._aside += 1
        try:
            yield
        finally:
            self._aside -= 1

    def ask(self, native: Callable[..., T], *args: Any, **how: Any) -> T:
        """Draw an input, or return what the session holds of it."""
        if self._aside:  # in a place, which is redrawn with everything in it
            return native(*args, **how)
        shown = {name: said for name, said in how.items() if name not in _BEGINS_WITH}
        options = [how["format_func"](option) for option in args[1]] if "format_func" in how else []
        self.noted.append((native.__name__, args, shown, options))
        if not self.is_quick:
            with self.aside():
                return native(*args, **how)
        if how["key"] not in st.session_state:
            raise RedrawError(Needed.PART)
        held: T = st.session_state[how["key"]]
        return held

    @contextmanager
    def fill(self, name: str, of: object) -> Iterator[bool]:
        """Draw into the place of this name, and say whether it needs drawing."""
        self.noted.append(name)
        place = self.places.get(name)
        if not self.is_quick:
            with self.aside():
                place = self.places[name] = Place(st.container(key=name))
        elif place is None:
            raise RedrawError(Needed.PART)
        elif of is not None and of == place.shows:
            yield False
            return
        with self.aside(), place.filling(self.context, self.touched):
            yield True
        place.shows = of


class _Shortcut:
    """Saves a change in a page's inputs without a rerun."""

    def __init__(self, keep: Draw, drawn: _Drawing) -> None:
        thread = ThreadState.get()
        self.fragment = thread.fragment_id or ""
        self.active_script = thread.active_script_hash
        self._keep = keep
        self._noted = drawn.noted
        self._places = drawn.places

    def take(self, context: ScriptRunContext, touched: frozenset[str]) -> Taken:
        """Try the inputs without drawing them, and return the messages of places that changed."""
        drawing = _Drawing(context, self._places, None, touched)
        needed = Needed.NOTHING
        try:
            _draw(self._keep, drawing)
            if drawing.noted != self._noted:
                needed = Needed.PART
        except RedrawError as error:
            needed = error.needed
        if drawing.is_first and needed is Needed.PART:
            of_page.of(context.fragment_storage).is_due = True
        is_told = needed is Needed.NOTHING and drawing.is_first
        if is_told and not draw_following(context, drawing.told.append):
            needed = Needed.PAGE
        return Taken(drawing.told if needed is Needed.NOTHING else [], needed)


def begin() -> None:
    """Start a page: what an earlier one left is gone."""
    if context := get_script_run_ctx():
        leave(context.fragment_storage, None)
        page = of_page.of(context.fragment_storage)
        page.following, page.is_due = [], False


def inputs(keep: Draw) -> None:
    """Draw a page's inputs, and leave a shortcut for changes that affect nothing else."""
    context = get_script_run_ctx()
    if context is None:
        keep()
        return
    leave(context.fragment_storage, None)  # this draw may not finish
    drawing = _Drawing(context, {}, context._enqueue)
    _draw(keep, drawing)
    page = of_page.of(context.fragment_storage)
    if page.is_due:
        page.is_due = False
        if not draw_following(context, context._enqueue):
            st.rerun(scope="app")
    leave(context.fragment_storage, _Shortcut(keep, drawing))


def _draw(keep: Draw, drawing: _Drawing) -> None:
    context = drawing.context
    before, context._enqueue = context._enqueue, drawing.hear
    _now.drawing = drawing
    try:
        keep()
    finally:
        context._enqueue, _now.drawing = before, None


def ask(native: Callable[..., T], *args: Any, **how: Any) -> T:
    """Draw one of Streamlit's inputs, or return what the session holds of it."""
    drawing = _now.drawing
    return native(*args, **how) if drawing is None else drawing.ask(native, *args, **how)


def shows_already(key: str) -> bool:
    """Say whether the browser already shows this input as it is, so that it needn't be set."""
    drawing = _now.drawing
    if drawing is None:
        return False
    return drawing.is_quick or held_by_browser.holds(drawing.context, key)


@contextmanager
def place(name: str, of: object) -> Iterator[bool]:
    """Draw into a container with this key, whose content may change on its own.

    `of` is everything that the content depends on; yields False if the browser shows that already.
    """
    drawing = _now.drawing
    if drawing is None:
        with st.container(key=name):
            yield True
    else:
        with drawing.fill(name, of) as is_needed:
            yield is_needed


def first_answer() -> None:
    """Show what a first answer changes on its page: in its inputs, and outside them."""
    if _now.drawing and _now.drawing.is_quick:
        _now.drawing.is_first = True
        return
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        of_page.of(context.fragment_storage).is_due = True
        st.rerun(scope="fragment")
    st.rerun(scope="app")


def redraw_page() -> NoReturn:
    """Rerun the whole page."""
    if _now.drawing and _now.drawing.is_quick:
        raise RedrawError(Needed.PAGE)
    st.rerun(scope="app")
    raise AssertionError("a rerun ends the run")
