"""*Open the room* opens one room and shows its link (see tests/browser/test_double_click.py)."""

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException
from streamlit.testing.v1 import AppTest

from data import Store
from tests.page.conftest import HOST_KEY, Visit
from tests.page.test_pages import everything


def rooms(store: Store) -> list[str]:
    return [title for (title,) in store._database.rows("SELECT title FROM workshop.cohorts")]


def filled_in(visit: Visit, title: str = "Spring") -> AppTest:
    app = visit("facilitator/host.py", workshop_host=HOST_KEY)
    next(t for t in app.text_input if t.label == "Title").set_value(title)
    return app


def test_a_run_that_is_broken_off_after_it_opened_the_room_loses_no_link(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, create = filled_in(visit), store.cohorts.create

    def broken_off(*asked: object, **more: object) -> None:
        create(*asked, **more)  # type: ignore[arg-type]
        raise RerunException(RerunData())

    monkeypatch.setattr(store.cohorts, "create", broken_off)
    next(b for b in app.button if b.label == "Open the room").click()
    app.run()
    app.run()
    assert rooms(store) == ["Spring"]
    assert "Save this link now" in everything(app)


def test_another_room_is_opened_after_that(visit: Visit, store: Store) -> None:
    app = filled_in(visit)
    for title in ("Spring", "Autumn"):
        next(t for t in app.text_input if t.label == "Title").set_value(title)
        next(b for b in app.button if b.label == "Open the room").click()
        app.run()
        assert any(text.value == title for text in app.text)
    assert rooms(store) == ["Spring", "Autumn"]


def test_the_room_that_was_just_opened_can_be_picked_from_the_list_too(visit: Visit) -> None:
    app = filled_in(visit)
    next(b for b in app.button if b.label == "Open the room").click()
    app.run()
    listed = next(box for box in app.selectbox if box.key == "room-to-keep")
    listed.select_index(0).run()
    assert not app.exception
    assert everything(app).count("Room code") == 2


def test_a_host_hears_before_opening_a_room_that_people_on_a_call_cannot_join_it(
    visit: Visit,
) -> None:
    app = visit("facilitator/host.py", workshop_host=HOST_KEY)
    assert any("as on a video call, can't join" in warning.value for warning in app.warning)
