"""A change that affects nothing else on its page is saved without a run; or a run follows."""

import threading
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages.http.patches import rerun_queue
from pages.http.patches.fast_save import attempts
from pages.http.patches.fast_save.attempts import Needed, Taken
from tests.patches.sessions import FRAGMENT, Session, Shortcut, wanted


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Any:
    session = Session()
    monkeypatch.setattr(rerun_queue, "_request_rerun", lambda of, wanted: of.ran.append(wanted))
    attempts.leave(session._fragment_storage, Shortcut())  # type: ignore[arg-type]
    return session


def comes_to(monkeypatch: pytest.MonkeyPatch, taken: Taken) -> None:
    monkeypatch.setattr(attempts, "_take", lambda *_: taken)


def test_a_change_that_is_all_told_runs_nothing(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ForwardMsg(hash="what the browser is told")
    comes_to(monkeypatch, Taken([said], Needed.NOTHING))
    rerun_queue._ask(session, wanted())
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
    rerun_queue._ask(session, wanted())
    assert session.done.wait(5)
    assert [ran.fragment_id for ran in session.ran] == [fragment]
    assert session.told == []


def test_a_shortcut_that_fails_leaves_it_to_a_run_to_say_so(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Taken:
        raise ValueError

    monkeypatch.setattr(attempts, "_take", fail)
    rerun_queue._ask(session, wanted())
    assert session.done.wait(5)
    assert len(session.ran) == 1


def test_what_is_asked_meanwhile_waits_and_comes_in_its_order(
    session: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def wait(*_: object) -> Taken:
        go.wait(5)
        return Taken([], Needed.NOTHING)

    monkeypatch.setattr(attempts, "_take", wait)
    rerun_queue._ask(session, wanted())
    for fragment in ("another", ""):
        rerun_queue._ask(session, wanted(fragment))
    assert session.ran == []
    go.set()
    assert session.done.wait(5)
    assert [ran.fragment_id for ran in session.ran] == ["another", ""]


def test_the_page_runs_when_another_part_another_page_or_nothing_in_particular_is_asked_for(
    session: Any,
) -> None:
    asked = [wanted("another"), wanted(page="another"), wanted(""), None]
    for one in asked:
        rerun_queue._ask(session, one)
    assert session.ran == asked


def test_a_part_runs_where_no_shortcut_was_left(session: Any) -> None:
    attempts.leave(session._fragment_storage, None)
    rerun_queue._ask(session, wanted())
    assert len(session.ran) == 1


@pytest.mark.parametrize("trigger", sorted(attempts._TRIGGERS))
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
    rerun_queue._ask(session, click)
    assert session.ran == [click]


def test_every_kind_of_value_that_streamlit_calls_a_trigger_is_one_here() -> None:
    kinds = {field.name for field in ClientState().widget_states.widgets.add().DESCRIPTOR.fields}
    assert {kind for kind in kinds if "trigger" in kind} <= attempts._TRIGGERS <= kinds
