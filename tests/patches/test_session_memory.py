"""A leaner session keeps all its page needs, and Streamlit still stores sessions the same way."""

import dataclasses
from types import SimpleNamespace

import pytest
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.runtime.state import SafeSessionState, SessionState, session_state
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import KeyIdMapper

from pages.http.patches import session_view, stale_widgets


def test_a_session_looked_up_as_it_stands_holds_what_it_holds() -> None:
    state = SafeSessionState(SessionState(), lambda: None)
    state["answer"] = 42
    seen, whole = session_view._AsItStands(state), state._state.filtered_state
    assert dict(seen) == whole == {"answer": 42}
    assert "answer" in seen
    assert "question" not in seen
    assert len(seen) == 1


def known_after(
    monkeypatch: pytest.MonkeyPatch,
    active: set[str],
    ran: list[str] | None = None,
    *,
    has_begun: bool = True,
) -> tuple[set[str], set[str]]:
    """Which of three widgets a session knows and holds after a run of a page or of these parts."""
    state = SessionState()
    for widget, part in (("$$ID-a-on the page", None), ("$$ID-b-in a part", "a part")):
        state._set_widget_metadata(metadata(widget, part))
    state._set_widget_metadata(metadata("$$ID-c-elsewhere", None))
    widgets = set(state._new_widget_state.widget_metadata)
    state._old_state = dict.fromkeys(widgets, "given")
    in_a_run(monkeypatch, ran, has_begun=has_begun)
    stale_widgets._remove_all_of_stale_widgets(
        state, frozenset(w for w in widgets if w[5] in active)
    )
    known = {widget[5] for widget in state._new_widget_state.widget_metadata}
    return known, {widget[5] for widget in state._old_state}


def in_a_run(monkeypatch: pytest.MonkeyPatch, of: list[str] | None, *, has_begun: bool) -> None:
    """Pretend to be in a run of these parts, or of the whole page."""
    context = SimpleNamespace(
        fragment_ids_this_run=of, page_script_hash="a page", has_script_started=has_begun
    )
    for module in (session_state, stale_widgets):
        monkeypatch.setattr(module, "get_script_run_ctx", lambda: context)


def metadata(widget: str, part: str | None) -> WidgetMetadata[str]:
    return WidgetMetadata(
        id=widget,
        deserializer=str,
        serializer=str,
        value_type="string_value",
        fragment_id=part,
    )


def test_what_another_page_asked_for_is_forgotten_whole_and_nothing_of_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert known_after(monkeypatch, {"a", "b"}) == ({"a", "b"}, {"a", "b"})


def test_what_a_component_hears_is_still_read_as_long_as_it_is_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    state, component = SessionState(), "$$ID-a-keys"
    hears = _make_trigger_id(component, "events")
    state._set_widget_metadata(metadata(component, None))
    heard = dataclasses.replace(metadata(hears, None), value_type="json_trigger_value")
    state._set_widget_metadata(heard)
    in_a_run(monkeypatch, None, has_begun=True)
    for active, left in (({component}, {component, hears}), (set[str](), set[str]())):
        stale_widgets._remove_all_of_stale_widgets(state, frozenset(active))
        assert set(state._new_widget_state.widget_metadata) == left


def test_the_name_of_a_widget_is_forgotten_with_it_unless_another_has_it_by_now() -> None:
    names = KeyIdMapper()
    names["goal"], names["label"] = "$$ID-a", "$$ID-b"
    names["label"] = "$$ID-c"  # in another language
    for widget in ("$$ID-a", "$$ID-b", "$$ID-d"):
        stale_widgets._forget_name(names, widget)
    assert names.id_key_mapping == {"$$ID-c": "label"}
    assert names.get_id_from_key("label") == "$$ID-c"
    assert "goal" not in names


def test_before_a_page_has_begun_it_is_known_how_to_read_what_was_pressed_on_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert known_after(monkeypatch, set(), has_begun=False) == ({"a", "b", "c"}, set())


def test_when_a_part_runs_all_that_is_beside_it_is_still_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    beside = {"a", "c"}
    assert known_after(monkeypatch, set(), ["a part"]) == (beside, beside)
    assert known_after(monkeypatch, {"b"}, ["a part"]) == (beside | {"b"}, beside | {"b"})
