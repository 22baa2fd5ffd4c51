"""Pages say when a room will be deleted, and why it's gone; without retention, they say nothing."""

from collections.abc import Iterator

import pytest

from data import Store, keys
from data.cohorts import ALONE_CODE
from data.store import utc_now
from pages.http.settings import settings
from tests.page.conftest import Visit
from tests.page.test_pages import everything


@pytest.fixture
def thirty_days(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("WORKSHOP_RETENTION_DAYS", "30")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.usefixtures("thirty_days")
def test_everyone_is_told_before(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    assert "led it for 30 days" in everything(visit())
    attendee = f"{cohort.code}.{keys.mint_key()}"
    for page in ("attendee/home.py", "attendee/plan.py"):
        assert "led it for 30 days" in everything(visit(page, workshop_attendee=attendee))
    alone = everything(visit(workshop_attendee=f"{ALONE_CODE}.{keys.mint_key()}"))
    assert "changed any for 30 days" in alone
    led = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert "This room will be permanently deleted on 2" in everything(led)


@pytest.mark.usefixtures("thirty_days")
def test_who_comes_back_is_told_why_the_room_is_gone(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    store.retention.expire(utc_now())
    cookie = f"{cohort.code}.{keys.mint_key()}"
    for page in ("attendee/home.py", "attendee/roles.py"):
        shown = everything(visit(page, workshop_attendee=cookie))
        assert "have been deleted" in shown
        assert "led it for 30 days" in shown


def test_without_the_setting_nothing_is_said(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    led = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert "permanently deleted on" not in everything(led)
    assert "led it for" not in everything(visit())


def test_where_one_deletes_it_says_when_it_has_left_the_file(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    said = "gone from the server's file after 5 minutes without new answers"
    attendee = f"{cohort.code}.{keys.mint_key()}"
    assert said in everything(visit("attendee/plan.py", workshop_attendee=attendee))
    led = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert said in everything(led)


@pytest.mark.usefixtures("thirty_days")
def test_who_is_told_of_retention_is_told_of_its_copy(visit: Visit) -> None:
    assert "A copy is kept for 7 more days" in everything(visit())
