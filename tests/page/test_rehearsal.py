"""A rehearsal started from its room, marked as a practice room, and removed with one click."""

from collections.abc import Iterator
from typing import Any

import pytest

from data import Store
from pages.http.tasks import rehearsal
from tests.page.conftest import Visit
from tests.page.test_keeping import press
from tests.page.test_pages import everything


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    yield
    rehearsal.stop()


def labels(app: Any) -> list[str]:
    return [button.label for button in app.button]


def test_a_rehearsal_is_begun_marked_and_removed(visit: Visit, store: Store) -> None:
    room, key = store.cohorts.create("Spring", 3)
    mine = f"{room.code}.{key}"
    store.rooms.cue(room.code, "", "agenda", '{"roles": 6, "goals": 7}')
    app = visit("facilitator/cohort.py", workshop_facilitator=mine)
    press(app, "Open a practice room")
    twin = store.rehearsals.of(room.code)
    assert twin is not None
    assert twin.title == "Practice: Spring"
    assert store.rooms.state(twin.code).agenda == store.rooms.state(room.code).agenda

    again = visit("facilitator/cohort.py", workshop_facilitator=mine)
    assert "Open a practice room" not in labels(again), "one is as many as a room has"
    assert "these answers are invented" not in everything(again)

    opened = store.facilitators.add(twin.code, "")
    inside = visit("facilitator/cohort.py", workshop_facilitator=f"{twin.code}.{opened}~{mine}")
    assert "these answers are invented" in everything(inside)
    assert inside.radio[0].options == [
        "Coach, mentor or sponsor? · 6",
        "What you want from a mentor · 7",
    ]
    press(inside, "Bring everyone here: Coach, mentor or sponsor?")
    assert f"of {rehearsal.PEOPLE}" in everything(inside), "as in a room where all are there"
    assert "Delete the room" not in labels(inside)
    press(inside, "Delete the practice room")
    assert store.cohorts.find(twin.code) is None
    assert "Open a practice room" in labels(inside), "back in the room"
    assert store.cohorts.find(room.code) == room


def test_a_rehearsal_is_never_compared_with_a_room(visit: Visit, store: Store) -> None:
    room, key = store.cohorts.create("Spring", 3)
    twin, other = store.rehearsals.begin(room, "Rehearsal")
    held = f"{room.code}.{key}~{twin.code}.{other}"
    app = visit("facilitator/compare.py", workshop_facilitator=held)
    assert not [box for box in app.selectbox if box.key == "compare-with"]
