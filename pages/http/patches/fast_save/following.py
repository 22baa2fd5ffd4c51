"""What a first answer changes outside its page's inputs, redrawn without a rerun."""

from collections.abc import Callable

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.fragment import FragmentStorage
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    RunLocation,
    ScriptRunContext,
    ThreadState,
)

from pages.http.patches.beside import Beside
from pages.http.patches.fast_save.place import Place, RedrawError

Draw = Callable[[], None]


class Page:
    """A page's places to redraw after a first answer, and whether its fragment is to do so."""

    def __init__(self) -> None:
        self.following: list[tuple[Place, Draw]] = []
        self.is_due = False


of_page = Beside[FragmentStorage, Page](Page)


def following(draw: Draw) -> None:
    """Draw something outside the inputs that a first answer changes, too."""
    context = get_script_run_ctx()
    if context is None:
        draw()
        return
    place = Place(st.container())
    with place.filling(context):
        draw()
    of_page.of(context.fragment_storage).following.append((place, draw))


def draw_following(context: ScriptRunContext, tell: Callable[[ForwardMsg], None]) -> bool:
    """Redraw what a first answer changes outside the inputs; False if that takes a whole page."""
    before, context._enqueue = context._enqueue, tell
    try:
        with ThreadState.scoped(fragment_id=None, run_location=RunLocation.MAIN_SCRIPT):
            for place, draw in of_page.of(context.fragment_storage).following:
                with place.filling(context):
                    draw()
    except RedrawError:
        return False
    finally:
        context._enqueue = before
    return True
