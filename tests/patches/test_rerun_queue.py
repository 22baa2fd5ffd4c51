"""A session handles requests in order, and never interrupts a run that is saving."""

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime.scriptrunner import ScriptRunnerEvent

from pages.http.patches import held_by_browser, rerun_queue
from pages.http.patches.fast_save import attempts
from pages.http.patches.offered import LATE
from tests.patches.sessions import FRAGMENT, NEWS, PAGE, Session, Shortcut, clicked, wanted


@pytest.fixture
def session() -> Any:
    return Session()


class _Runs:
    """Stands in for Streamlit: a run starts when requested, and ends when the test says so."""

    def __init__(self, session: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session = session
        monkeypatch.setattr(rerun_queue, "_request_rerun", self._begin)
        monkeypatch.setattr(rerun_queue, "_handle_event", self._handle)

    def _begin(self, session: Any, wanted: ClientState | None) -> None:
        session.ran.append(wanted)
        session._scriptrunner = object()

    def _handle(
        self, session: Any, sender: object, event: ScriptRunnerEvent, **told: object
    ) -> None:
        del told
        if event is ScriptRunnerEvent.SHUTDOWN and sender is session._scriptrunner:
            session._scriptrunner = None

    def comes_to(self, event: ScriptRunnerEvent | rerun_queue.RunnerSignal, **told: Any) -> None:
        rerun_queue._handle_and_go_on(self.session, self.session._scriptrunner, event, **told)


def came_late(session: Any) -> bool:
    return bool(session._session_state.filtered_state.get(LATE))


@pytest.fixture
def runs(session: Any, monkeypatch: pytest.MonkeyPatch) -> _Runs:
    return _Runs(session, monkeypatch)


def test_what_is_tapped_during_a_run_waits_for_its_end_as_that_may_leave_the_page(
    session: Any, runs: _Runs
) -> None:
    whole, tap = wanted(""), wanted()
    rerun_queue._ask(session, whole)
    rerun_queue._ask(session, tap)
    runs.comes_to(rerun_queue.RunnerSignal.HEARD)
    assert session.ran == [whole]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [whole, tap]
    assert tap.fragment_id == FRAGMENT


def test_what_was_tapped_on_a_page_that_was_left_meanwhile_runs_that_page_only_to_save(
    session: Any, runs: _Runs
) -> None:
    tap = wanted()
    rerun_queue._ask(session, wanted(""))
    rerun_queue._ask(session, tap)
    session.parts, session._pages_manager.current_page_script_hash = set(), "another page"
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran[1] is tap
    assert (tap.fragment_id, tap.page_script_hash) == ("", PAGE)
    assert came_late(session)


@pytest.mark.parametrize("names", [PAGE, "another page"], ids=["its own", "the one to come"])
@pytest.mark.parametrize("is_drawn", [True, False], ids=["same part", "no such part"])
def test_what_is_tapped_while_the_next_page_is_drawn_runs_the_page_it_is_of_whichever_it_names(
    session: Any, runs: _Runs, names: str, *, is_drawn: bool
) -> None:
    attempts.leave(session._fragment_storage, Shortcut())  # type: ignore[arg-type]
    attempts.leave(session._fragment_storage, None)
    session._pages_manager.current_page_script_hash = "another page"
    session.parts = {FRAGMENT} if is_drawn and names == PAGE else set()
    tap = wanted(page=names)
    rerun_queue._ask(session, tap)
    assert session.ran == [tap]
    assert (tap.fragment_id, tap.page_script_hash) == ("", PAGE)
    assert came_late(session)


def test_a_part_that_is_gone_from_its_page_runs_the_page(session: Any, runs: _Runs) -> None:
    session.parts = set()
    rerun_queue._ask(session, wanted())
    assert [ran.fragment_id for ran in session.ran] == [""]
    assert not came_late(session)


def test_what_was_clicked_on_a_page_that_was_left_runs_that_page_but_a_link_to_it_opens_it(
    session: Any, runs: _Runs
) -> None:
    rerun_queue._ask(session, clicked("another page"))
    assert came_late(session)
    del session._session_state[LATE]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    rerun_queue._ask(session, wanted("", "another page"))
    assert [ran.page_script_hash for ran in session.ran] == ["another page"] * 2
    assert not came_late(session)


def test_news_that_was_asked_for_on_a_page_that_was_left_is_on_the_one_that_is_open(
    session: Any, runs: _Runs
) -> None:
    rerun_queue._ask(session, clicked("another page", NEWS))
    assert session.ran == []
    assert [said.WhichOneof("type") for said in session.told] == ["script_finished"]
    for page in (PAGE, ""):  # or on a session's first page, as after a restart
        session._pages_manager.current_page_script_hash = page
        rerun_queue._ask(session, clicked(PAGE, NEWS))
        runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert len(session.ran) == 2


def test_news_of_the_page_that_a_link_leaves_does_not_take_the_link_back(
    session: Any, runs: _Runs
) -> None:
    link, started = wanted("", "another page"), ScriptRunnerEvent.SCRIPT_STARTED
    rerun_queue._ask(session, link)
    rerun_queue._ask(session, clicked(PAGE, NEWS))
    assert session.ran == [link], "its page isn't open yet, and already it's on the way"
    runs.comes_to(started, page_script_hash=PAGE)  # of the run before
    rerun_queue._ask(session, clicked(PAGE, NEWS))
    assert session.ran == [link]
    session._pages_manager.current_page_script_hash = "another page"
    runs.comes_to(started, page_script_hash="another page")
    news = clicked("another page", NEWS)
    rerun_queue._ask(session, news)
    assert session.ran == [link, news], "the open page hears its own"
    session._pages_manager.current_page_script_hash = "where it led on to"
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    further = clicked("where it led on to", NEWS)
    rerun_queue._ask(session, further)
    assert session.ran == [link, news, further]


def test_a_run_knows_the_inputs_that_its_own_message_told_of_whatever_is_asked_meanwhile(
    session: Any, runs: _Runs
) -> None:
    tap, redraw = wanted(), wanted("", "another page")
    tap.widget_states.widgets.add(id="$$ID-hash-cadence", string_value="Once a month")
    redraw.widget_states.widgets.add(id="$$ID-hash-of-another-page", string_value="a")
    for one in (tap, redraw):
        rerun_queue._ask(session, one)
    context: Any = SimpleNamespace(fragment_storage=session._fragment_storage)
    assert session.ran == [tap]
    assert held_by_browser.holds(context, "cadence")
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [tap, redraw]
    assert not held_by_browser.holds(context, "cadence")


def test_a_tap_that_asks_for_the_news_too_is_kept_by_its_page_and_not_broken_off(
    session: Any, runs: _Runs
) -> None:
    tap, turn = clicked(PAGE, NEWS, FRAGMENT), wanted("", "another page")
    for one in (tap, turn):
        rerun_queue._ask(session, one)
    runs.comes_to(rerun_queue.RunnerSignal.HEARD)
    assert session.ran == [tap]
    assert tap.fragment_id == ""
    assert not came_late(session)


def test_a_tap_that_asks_for_the_news_too_opens_no_page_that_was_left(
    session: Any, runs: _Runs
) -> None:
    session.parts, session._pages_manager.current_page_script_hash = set(), "another page"
    tap = clicked(PAGE, NEWS, FRAGMENT)
    rerun_queue._ask(session, tap)
    assert session.ran == [tap]
    assert tap.fragment_id == ""
    assert came_late(session)


@pytest.mark.parametrize("part", [FRAGMENT, ""], ids=["of a part", "of the page, as the door asks"])
def test_no_page_breaks_off_a_run_that_keeps_an_answer(
    session: Any, runs: _Runs, part: str
) -> None:
    answer, turn = wanted(part), wanted("", "another page")
    answer.widget_states.widgets.add(id="a field", string_value="given")
    for one in (answer, turn):
        rerun_queue._ask(session, one)
    runs.comes_to(rerun_queue.RunnerSignal.HEARD)
    assert session.ran == [answer]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [answer, turn]


def test_a_page_breaks_off_the_run_of_a_click_that_has_a_callback_once_that_was_called(
    session: Any, runs: _Runs
) -> None:
    session.draws("a button", callback=lambda: None)
    click, turn = clicked(PAGE), wanted("", "another page")
    rerun_queue._ask(session, click)
    rerun_queue._ask(session, turn)
    runs.comes_to(ScriptRunnerEvent.SCRIPT_STARTED)
    assert session.ran == [click]
    runs.comes_to(rerun_queue.RunnerSignal.HEARD)
    assert session.ran == [click, turn]


@pytest.mark.parametrize("is_known", [True, False], ids=["drawn", "of before a restart"])
def test_no_page_breaks_off_the_run_of_a_click_that_comes_true_somewhere_in_it(
    session: Any, runs: _Runs, is_known: bool
) -> None:
    if is_known:
        session.draws("a button")
    click, turn = clicked(PAGE), wanted("", "another page")
    rerun_queue._ask(session, click)
    rerun_queue._ask(session, turn)
    runs.comes_to(rerun_queue.RunnerSignal.HEARD)
    assert session.ran == [click]
    runs.comes_to(ScriptRunnerEvent.SHUTDOWN)
    assert session.ran == [click, turn]


def test_a_page_breaks_off_another_that_is_only_drawn(session: Any, runs: _Runs) -> None:
    for _ in range(2):
        rerun_queue._ask(session, wanted(""))
    assert len(session.ran) == 2
