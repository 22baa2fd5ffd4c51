"""Managing a room: renamed, closed, shown to learners, deleted only after typing its code."""

from typing import Any

from data import Store
from tests.page.conftest import Visit


def press(app: Any, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception


def test_a_room_is_renamed_closed_shown_to_learners_and_deleted(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    next(t for t in app.text_input if t.label == "Title").set_value("Summer")
    press(app, "Change the title")
    found = store.cohorts.find(cohort.code)
    assert found is not None
    assert found.title == "Summer"
    assert any(text.value == "Summer" for text in app.text)
    next(t for t in app.text_input if t.label == "Title").set_value("x" * 200)
    press(app, "Change the title")
    assert store.cohorts.find(cohort.code) == found, "too long: refused, and nothing changed"

    press(app, "Yes, close the room")
    assert store.rooms.state(cohort.code).closed
    press(app, "Reopen the room")
    assert not store.rooms.state(cohort.code).closed
    press(app, "Share results with learners")
    assert store.rooms.state(cohort.code).past_room
    press(app, "Stop sharing results")
    assert not store.rooms.state(cohort.code).past_room

    press(app, "Delete the room")
    assert store.cohorts.find(cohort.code) is not None, "no code was typed"
    next(t for t in app.text_input if t.label == "Room code, to confirm").set_value(cohort.code)
    press(app, "Delete the room")
    assert store.cohorts.find(cohort.code) is None
