"""A click is never lost, however soon the page's next run is requested."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import (
    RerunData,
    ScriptRunner,
    ScriptRunnerEvent,
    get_script_run_ctx,
)
from streamlit.runtime.state import SafeSessionState
from streamlit.testing.v1 import AppTest

from pages.http.patches import rerun_queue
from pages.http.settings import settings

_hear = SafeSessionState.on_script_will_rerun


def ask_for_a_redraw() -> None:
    """Request a rerun as the server's loop does during a run: the room has news, nobody clicked."""
    context = get_script_run_ctx()
    assert context
    assert context.script_requests
    context.script_requests.request_rerun(RerunData(widget_states=WidgetStates()))


def page(meanwhile: object) -> None:
    """Count clicks, and how often the page was drawn to its end."""
    import streamlit as st  # only the function's source runs as the page

    def count() -> None:
        meanwhile()  # type: ignore[operator]
        st.session_state["clicked"] = st.session_state.get("clicked", 0) + 1

    st.button("Show the room", on_click=count)
    st.session_state["drawn"] = st.session_state.get("drawn", 0) + 1


def nothing() -> None:
    """Request nothing."""


@pytest.fixture(autouse=True)
def ordered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for of, name in (
        (AppSession, "request_rerun"),
        (AppSession, "_handle_scriptrunner_event_on_event_loop"),
        (ScriptRunner, "_maybe_handle_execution_control_request"),
    ):
        monkeypatch.setattr(of, name, getattr(of, name))
    rerun_queue.apply(settings())
    yield


def clicked(meanwhile: Callable[[], None]) -> AppTest:
    app = AppTest.from_function(page, kwargs={"meanwhile": meanwhile}).run()
    return app.button[0].click().run()


def test_a_click_is_heard_to_its_end_when_a_redraw_is_asked_for_meanwhile() -> None:
    app = clicked(ask_for_a_redraw)
    assert app.session_state["clicked"] == 1


def test_a_click_is_heard_when_a_redraw_is_asked_for_between_begin_and_hearing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def overtaken(state: SafeSessionState, *given: Any, **named: Any) -> None:
        if given and given[0] and any(w.trigger_value for w in given[0].widgets) and not asked:
            asked.append("once")
            ask_for_a_redraw()
        _hear(state, *given, **named)

    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", overtaken)
    app = clicked(nothing)
    assert asked
    assert app.session_state["clicked"] == 1


def test_a_run_that_heard_its_click_gives_way_before_it_draws() -> None:
    app = clicked(ask_for_a_redraw)
    assert app.session_state["drawn"] == 2, "the first page, and one for the click and the redraw"


@pytest.mark.parametrize("clicks", [1, 0], ids=["clicked", "only drawn"])
def test_a_run_tells_once_that_it_has_heard(monkeypatch: pytest.MonkeyPatch, clicks: int) -> None:
    told = list[object]()
    begin = ScriptRunner.__init__

    def listened_to(runner: ScriptRunner, *given: Any, **named: Any) -> None:
        begin(runner, *given, **named)
        runner.on_event.connect(lambda _, event, **__: told.append(event), weak=False)

    app = AppTest.from_function(page, kwargs={"meanwhile": nothing}).run()
    monkeypatch.setattr(ScriptRunner, "__init__", listened_to)
    for _ in range(clicks):
        app.button[0].click()
    app.run()
    assert told.count(rerun_queue.RunnerSignal.HEARD) == 1
    assert told.index(rerun_queue.RunnerSignal.HEARD) > told.index(ScriptRunnerEvent.SCRIPT_STARTED)
