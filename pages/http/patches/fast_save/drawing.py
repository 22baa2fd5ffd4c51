"""What a page's inputs look like, so that a change which alters nothing else is only kept.

When the inputs of a page are drawn, what is drawn beside them is noted. A change is then first
tried without drawing: inputs give what the session holds, what stands between them is noted anew
and shown to nobody, and *Saved* appears in the place that it has. If the notes are the same, that
is all the browser needs to know (attempts.py); if not, the part runs as ever, and finds the answer
kept already.
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

# What a page is given of this folder (offered.py), in one place.
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

# What an input begins with is no news to a browser that shows it already.
_BEGINS_WITH: Final = ("default", "value", "index", "format_func")


class _Now(threading.local):
    """What the run on this thread is drawing."""

    drawing: "_Drawing | None" = None


_now = _Now()


class _Drawing:
    """The inputs of a page as they are drawn, or tried without drawing."""

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
        """Take what Streamlit would send: note what it says, unless it has a place of its own."""
        if not self._aside:
            self.noted.append(message.delta.SerializeToString())
        if self._aside or not self.is_quick:
            self._send(message)

    @contextmanager
    def aside(self) -> Iterator[None]:
        """Note nothing of what is drawn meanwhile."""
        self._aside += 1
        try:
            yield
        finally:
            self._aside -= 1

    def ask(self, native: Callable[..., T], *args: Any, **how: Any) -> T:
        """Draw an input, or give what the session holds of it."""
        if self._aside:  # in a place, which is drawn anew with all that is in it
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
        """Draw into the place of this name, where only that is told; say whether there is need."""
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
    """Keeps a change in the inputs of a page without a run."""

    def __init__(self, keep: Draw, drawn: _Drawing) -> None:
        thread = ThreadState.get()
        self.fragment = thread.fragment_id or ""
        self.active_script = thread.active_script_hash
        self._keep = keep
        self._noted = drawn.noted
        self._places = drawn.places

    def take(self, context: ScriptRunContext, touched: frozenset[str]) -> Taken:
        """Try the inputs without drawing them; tell of what has a place of its own."""
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
    """Begin a page: what an earlier one left is no longer there."""
    if context := get_script_run_ctx():
        leave(context.fragment_storage, None)
        page = of_page.of(context.fragment_storage)
        page.following, page.is_due = [], False


def inputs(keep: Draw) -> None:
    """Draw what one gives on a page, and leave a shortcut for when only that changes."""
    context = get_script_run_ctx()
    if context is None:
        keep()
        return
    leave(context.fragment_storage, None)  # this draw may not come to its end
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
    """Draw one of Streamlit's inputs, or give what the session holds of it."""
    drawing = _now.drawing
    return native(*args, **how) if drawing is None else drawing.ask(native, *args, **how)


def shows_already(key: str) -> bool:
    """Say whether the browser has this input as it is, so that nothing need be set in it."""
    drawing = _now.drawing
    if drawing is None:
        return False
    return drawing.is_quick or held_by_browser.holds(drawing.context, key)


@contextmanager
def place(name: str, of: object) -> Iterator[bool]:
    """Draw into a container of this key, whose content may change while nothing else does.

    `of` is all that the content is made of: says False where the browser shows that already.
    """
    drawing = _now.drawing
    if drawing is None:
        with st.container(key=name):
            yield True
    else:
        with drawing.fill(name, of) as is_needed:
            yield is_needed


def first_answer() -> None:
    """Show what a first answer changes on its page: in its inputs, and in what follows them."""
    if _now.drawing and _now.drawing.is_quick:
        _now.drawing.is_first = True
        return
    context = get_script_run_ctx()
    if context and context.fragment_ids_this_run:
        of_page.of(context.fragment_storage).is_due = True
        st.rerun(scope="fragment")
    st.rerun(scope="app")


def redraw_page() -> NoReturn:
    """Begin the page anew."""
    if _now.drawing and _now.drawing.is_quick:
        raise RedrawError(Needed.PAGE)
    st.rerun(scope="app")
    raise AssertionError("a rerun ends the run")
