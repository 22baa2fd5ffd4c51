"""What a session does when it is asked, and in which order; Streamlit still is as that takes it."""

import dataclasses
import inspect
import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from pages.http import in_order, shortcut
from pages.http.shortcut import Needed, Taken

FRAGMENT, PAGE = "a part", "a page"


class _Storage:
    """Where a session keeps its fragments."""


class _Session:
    """What of a session a shortcut looks at; what its loop is asked for, it does at once."""

    def __init__(self) -> None:
        self._fragment_storage = _Storage()
        self._scriptrunner: object | None = None
        self._pages_manager = SimpleNamespace(current_page_script_hash=PAGE)
        self._session_state: dict[str, object] = {}
        self.parts = {FRAGMENT, "another"}
        self.ran: list[ClientState | None] = []
        self.told: list[ForwardMsg] = []
        self.done = threading.Event()

    def has_fragment(self, fragment: str) -> bool:
        return fragment in self.parts

    def _enqueue_forward_msg(self, message: ForwardMsg) -> None:
        self.told.append(message)

    def _call_soon_on_event_loop(self, call: Any) -> None:
        call()
        self.done.set()


class _Shortcut:
    fragment, active_script = FRAGMENT, PAGE


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    session = _Session()
    monkeypatch.setattr(in_order, "_request_rerun", lambda of, wanted: of.ran.append(wanted))
    shortcut.leave(session._fragment_storage, _Shortcut())  # type: ignore[arg-type]
    yield session


def wanted(fragment: str = FRAGMENT, page: str = PAGE) -> ClientState:
    return ClientState(fragment_id=fragment, page_script_hash=page)


def comes_to(monkeypatch: pytest.MonkeyPatch, taken: Taken) -> None:
    monkeypatch.setattr(shortcut, "_take", lambda *_: taken)


def test_a_change_that_is_all_told_runs_nothing(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ForwardMsg(hash="what the browser is told")
    comes_to(monkeypatch, Taken([said], Needed.NOTHING))
    in_order._ask(session, wanted())
    assert session.done.wait(5)
    assert session.ran == []
    assert session.told[0] == said
    end = session.told[1]
    assert end.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    assert not end.metadata.HasField("run"), "a browser would clear away what it does not name"


@pytest.mark.parametrize(("needed", "fragment"), [(Needed.PART, FRAGMENT), (Needed.PAGE, "")])
def test_a_change_that_alters_more_runs_the_part_or_the_page(
    session: Any, monkeypatch: pytest.MonkeyPatch, needed: Needed, fragment: str
) -> None:
    comes_to(monkeypatch, Taken([], needed))
    in_order._ask(session, wanted())
    assert session.done.wait(5)
    assert [ran.fragment_id for ran in session.ran] == [fragment]
    assert session.told == []


def test_a_shortcut_that_fails_leaves_it_to_a_run_to_say_so(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Taken:
        raise ValueError

    monkeypatch.setattr(shortcut, "_take", fail)
    in_order._ask(session, wanted())
    assert session.done.wait(5)
    assert len(session.ran) == 1


def test_what_is_asked_meanwhile_waits_and_comes_in_its_order(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def wait(*_: object) -> Taken:
        go.wait(5)
        return Taken([], Needed.NOTHING)

    monkeypatch.setattr(shortcut, "_take", wait)
    in_order._ask(session, wanted())
    for fragment in ("another", ""):
        in_order._ask(session, wanted(fragment))
    assert session.ran == []
    go.set()
    assert session.done.wait(5)
    assert [ran.fragment_id for ran in session.ran] == ["another", ""]


def test_the_page_runs_when_another_part_another_page_or_nothing_in_particular_is_asked_for(
    session: Any,
) -> None:
    asked = [wanted("another"), wanted(page="another"), wanted(""), None]
    for one in asked:
        in_order._ask(session, one)
    assert session.ran == asked


def test_a_part_runs_where_no_shortcut_was_left(session: Any) -> None:
    shortcut.leave(session._fragment_storage, None)
    in_order._ask(session, wanted())
    assert len(session.ran) == 1


class _Runs:
    """Streamlit's side: a run begins when it is asked for, and ends when the test says so."""

    def __init__(self, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session = session
        monkeypatch.setattr(in_order, "_request_rerun", self._begin)
        monkeypatch.setattr(in_order, "_handle_event", self._handle)
        shortcut.leave(session._fragment_storage, None)

    def _begin(self, session: Any, wanted: ClientState | None) -> None:
        session.ran.append(wanted)
        session._scriptrunner = object()

    def _handle(self, session: Any, sender: object, event: ScriptRunnerEvent) -> None:
        if event is ScriptRunnerEvent.SHUTDOWN and sender is session._scriptrunner:
            session._scriptrunner = None

    def comes_to(self, event: ScriptRunnerEvent) -> None:
        in_order._handle_and_go_on(self.session, self.session._scriptrunner, event)


@pytest.fixture
def runs(session: Any, monkeypatch: pytest.MonkeyPatch) -> _Runs:
    return _Runs(session, monkeypatch)


def test_what_is_tapped_during_a_run_waits_for_its_end_as_that_may_leave_the_page(
    session: Any, runs: _Runs
) -> None:
    whole, tap = wanted(""), wanted()
    in_order._ask(session, whole)
    in_order._ask(session, tap)
    runs.comes_to(ScriptRunnerEvent.SCRIPT_STARTED)
    assert session.ran == [whole]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [whole, tap]
    assert tap.fragment_id == FRAGMENT


def test_what_was_tapped_on_a_page_that_was_left_meanwhile_runs_that_page_only_to_save(
    session: Any, runs: _Runs
) -> None:
    tap = wanted()
    in_order._ask(session, wanted(""))
    in_order._ask(session, tap)
    session.parts, session._pages_manager.current_page_script_hash = set(), "another page"
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran[1] is tap
    assert (tap.fragment_id, tap.page_script_hash) == ("", PAGE)
    assert session._session_state == {in_order.LATE: True}


def test_a_part_that_is_gone_from_its_page_runs_the_page(session: Any, runs: _Runs) -> None:
    session.parts = set()
    in_order._ask(session, wanted())
    assert [ran.fragment_id for ran in session.ran] == [""]
    assert session._session_state == {}


NEWS = '[{"event": "changed", "value": 1}]'


def clicked(page: str, value: str = "", part: str = "") -> ClientState:
    click = wanted(part, page)
    state = click.widget_states.widgets.add(id="a button")
    if value:
        state.json_trigger_value = value
    else:
        state.trigger_value = True
    return click


def test_what_was_clicked_on_a_page_that_was_left_runs_that_page_but_a_link_to_it_opens_it(
    session: Any, runs: _Runs
) -> None:
    in_order._ask(session, clicked("another page"))
    assert session._session_state.pop(in_order.LATE)
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    in_order._ask(session, wanted("", "another page"))
    assert [ran.page_script_hash for ran in session.ran] == ["another page"] * 2
    assert session._session_state == {}


def test_news_that_was_asked_for_on_a_page_that_was_left_is_on_the_one_that_is_open(
    session: Any, runs: _Runs
) -> None:
    in_order._ask(session, clicked("another page", NEWS))
    assert session.ran == []
    assert [said.WhichOneof("type") for said in session.told] == ["script_finished"]
    for page in (PAGE, ""):  # or on the first one of a session, as after a restart
        session._pages_manager.current_page_script_hash = page
        in_order._ask(session, clicked(PAGE, NEWS))
        runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert len(session.ran) == 2


def test_a_tap_that_asks_for_the_news_too_is_kept_by_its_page_and_not_broken_off(
    session: Any, runs: _Runs
) -> None:
    tap, turn = clicked(PAGE, NEWS, FRAGMENT), wanted("", "another page")
    for one in (tap, turn):
        in_order._ask(session, one)
    runs.comes_to(ScriptRunnerEvent.SCRIPT_STARTED)
    assert session.ran == [tap]
    assert tap.fragment_id == ""
    assert session._session_state == {}


def test_a_tap_that_asks_for_the_news_too_opens_no_page_that_was_left(
    session: Any, runs: _Runs
) -> None:
    session.parts, session._pages_manager.current_page_script_hash = set(), "another page"
    tap = clicked(PAGE, NEWS, FRAGMENT)
    in_order._ask(session, tap)
    assert session.ran == [tap]
    assert tap.fragment_id == ""
    assert session._session_state == {in_order.LATE: True}


@pytest.mark.parametrize("part", [FRAGMENT, ""], ids=["of a part", "of the page, as the door asks"])
def test_no_page_breaks_off_a_run_that_keeps_an_answer(
    session: Any, runs: _Runs, part: str
) -> None:
    answer, turn = wanted(part), wanted("", "another page")
    answer.widget_states.widgets.add(id="a field", string_value="given")
    for one in (answer, turn):
        in_order._ask(session, one)
    runs.comes_to(ScriptRunnerEvent.SCRIPT_STARTED)
    assert session.ran == [answer]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [answer, turn]


def test_a_page_breaks_off_the_run_of_a_click_once_that_was_heard(
    session: Any, runs: _Runs
) -> None:
    click, turn = clicked(PAGE), wanted("", "another page")
    in_order._ask(session, click)
    in_order._ask(session, turn)
    assert session.ran == [click]
    runs.comes_to(ScriptRunnerEvent.SCRIPT_STARTED)
    assert session.ran == [click, turn]


def test_a_page_breaks_off_another_that_is_only_drawn(session: Any, runs: _Runs) -> None:
    for _ in range(2):
        in_order._ask(session, wanted(""))
    assert len(session.ran) == 2


@pytest.mark.parametrize("trigger", sorted(shortcut._TRIGGERS))
def test_a_click_always_runs_as_its_callback_must_not_be_called_twice(
    session: Any, trigger: str
) -> None:
    click = wanted()
    state = click.widget_states.widgets.add(id="a button")
    descriptor = state.DESCRIPTOR.fields_by_name[trigger]
    if descriptor.message_type:
        getattr(state, trigger).SetInParent()
    else:
        setattr(state, trigger, True if trigger == "trigger_value" else "clicked")
    in_order._ask(session, click)
    assert session.ran == [click]


def test_every_kind_of_value_that_streamlit_calls_a_trigger_is_one_here() -> None:
    kinds = {field.name for field in ClientState().widget_states.widgets.add().DESCRIPTOR.fields}
    assert {kind for kind in kinds if "trigger" in kind} <= shortcut._TRIGGERS <= kinds


def test_streamlit_still_asks_for_runs_and_makes_their_context_the_way_that_is_shortened() -> None:
    parameters = list(inspect.signature(AppSession.request_rerun).parameters)
    assert parameters == ["self", "client_state"]
    handled = inspect.signature(AppSession._handle_scriptrunner_event_on_event_loop)
    assert list(handled.parameters)[:3] == ["self", "sender", "event"]
    created = inspect.getsource(AppSession._create_scriptrunner)
    for given in ("_session_state", "_uploaded_file_mgr", "_user_info", "_fragment_storage"):
        assert f"self.{given}" in created
    needed = {
        field.name
        for field in dataclasses.fields(ScriptRunContext)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    assert needed == {
        *("session_id", "_enqueue", "query_string", "session_state", "uploaded_file_mgr"),
        *("main_script_path", "user_info", "fragment_storage", "pages_manager"),
    }
