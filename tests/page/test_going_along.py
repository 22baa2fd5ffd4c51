"""Following the room when it moves on loses none of the taps just before."""

import pytest
from streamlit.testing.v1 import AppTest

from data import Store, keys
from data.cohorts import Cohort
from data.faults import Fault, StoreFault
from exercises import AGENDA, Exercise
from pages.http.patches.offered import LATE
from pages.shared.identity.who import Attendee
from pages.shared.step import frame
from tests.page.conftest import Visit
from tests.page.leading import attend
from tests.people import own_json


def in_a_room(store: Store) -> tuple[Cohort, str]:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    return cohort, key


def recommend(app: AppTest, score: int) -> None:
    (asked,) = [group for group in app.button_group if "recommend" in (group.key or "")]
    asked.set_value(score).run()


def test_what_is_tapped_in_the_moment_the_room_moves_on_is_kept(visit: Visit, store: Store) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, "closing")
    store.rooms.cue(cohort.code, "roles", "here")
    recommend(app, 9)  # one run for both, as when the redraw overtakes the tap
    assert '"recommend":9' in own_json(store, key, "closing").replace(" ", "")
    assert [title.value for title in app.title] == ["Coach, mentor or sponsor?"]


@pytest.mark.parametrize("opened", ["home", "plan", "roles"])
def test_a_page_that_runs_for_a_late_tap_keeps_it_and_gives_way_to_the_one_that_is_open(
    visit: Visit, store: Store, opened: str
) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, opened)
    title = [title.value for title in app.title]
    app.session_state[LATE] = True
    app.switch_page("attendee/closing.py").run()
    assert [title.value for title in app.title] == title
    app.switch_page("attendee/closing.py").run()
    assert [title.value for title in app.title] == [AGENDA[-1].content().title]


@pytest.mark.parametrize("page", ["home", "plan", *(e.slug for e in AGENDA[1:])])
def test_every_page_goes_along_once(visit: Visit, store: Store, page: str) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, page)
    store.rooms.cue(cohort.code, "roles", "here")
    app.run()
    assert [title.value for title in app.title] == ["Coach, mentor or sponsor?"]
    app.switch_page(f"attendee/{page}.py").run()
    assert [title.value for title in app.title] != ["Coach, mentor or sponsor?"]


def test_a_late_tap_that_never_came_does_not_hold_the_page_that_is_open(
    visit: Visit, store: Store
) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, "closing")
    app.session_state[LATE] = True  # its phone disconnected before its run began
    app.run()
    assert [title.value for title in app.title] == [AGENDA[-1].content().title]
    store.rooms.cue(cohort.code, "roles", "here")
    app.run()
    assert [title.value for title in app.title] == ["Coach, mentor or sponsor?"]


def test_what_the_store_could_not_take_keeps_its_page_until_it_is_saved(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, "closing")
    store.rooms.cue(cohort.code, "roles", "here")
    with monkeypatch.context() as full:
        full.setattr(store.answers, "save", _disk_full)
        recommend(app, 9)
        assert any("Not saved" in line.value for line in app.error)
        assert [title.value for title in app.title] == [AGENDA[-1].content().title]
        app.run()
        assert own_json(store, key, "closing") == ""
    app.run()  # without another tap
    assert '"recommend":9' in own_json(store, key, "closing").replace(" ", "")
    assert [title.value for title in app.title] == ["Coach, mentor or sponsor?"]


def test_what_the_store_could_not_take_is_saved_before_the_room_moves_on(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, "closing")
    with monkeypatch.context() as full:
        full.setattr(store.answers, "save", _disk_full)
        recommend(app, 9)
    store.rooms.cue(cohort.code, "roles", "here")
    app.run()
    assert '"recommend":9' in own_json(store, key, "closing").replace(" ", "")
    assert [title.value for title in app.title] == ["Coach, mentor or sponsor?"]


def _disk_full(*_: object) -> int:
    raise StoreFault(Fault.DISK_FULL, "no space left on device")


def test_who_would_rather_stay_is_not_taken_along_later_either(visit: Visit, store: Store) -> None:
    cohort, key = in_a_room(store)
    store.rooms.cue(cohort.code, "goals", "here")
    app = attend(visit, cohort, key, "closing")
    app.toggle[0].set_value(False).run()
    store.rooms.cue(cohort.code, "roles", "here")
    app.run()
    app.toggle[0].set_value(True).run()
    assert [title.value for title in app.title] == [AGENDA[-1].content().title]


def test_a_page_that_nobody_touched_is_not_drawn_once_more(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key = in_a_room(store)
    app = attend(visit, cohort, key, "closing")
    store.rooms.cue(cohort.code, "roles", "here")
    drawn, heading = [], frame.heading

    def noted(me: Attendee, exercise: Exercise) -> None:
        drawn.append(exercise.slug)
        heading(me, exercise)

    monkeypatch.setattr(frame, "heading", noted)
    app.run()
    assert drawn == ["roles"]
