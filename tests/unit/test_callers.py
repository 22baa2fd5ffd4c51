"""Who leads a room, as their cookie says when a socket is opened."""

from collections.abc import Iterator

import pytest
from starlette.types import Scope

from data import Store, keys
from pages.http import running
from pages.http.callers import leads_a_room
from pages.http.running import Running


@pytest.fixture(autouse=True)
def server(store: Store) -> Iterator[None]:
    running.begin(Running(store, "a host key"))
    yield
    running.end()


def socket(kind: str, code: str, key: str) -> Scope:
    return {"type": "websocket", "headers": [(b"cookie", f"{kind}={code}.{key}".encode())]}


def test_who_holds_the_key_of_a_room_leads_it_and_nobody_else(store: Store) -> None:
    cohort, leads = store.cohorts.create("Spring", 3)
    attends = keys.mint_key()
    store.cohorts.join(attends, cohort.code)
    assert leads_a_room(socket("workshop_facilitator", cohort.code, leads))
    assert not leads_a_room(socket("workshop_attendee", cohort.code, attends))
    assert not leads_a_room(socket("workshop_facilitator", cohort.code, attends))
    assert not leads_a_room(socket("workshop_facilitator", cohort.code, "no key at all"))
    assert not leads_a_room({"type": "websocket", "headers": []})


def test_while_the_store_cannot_be_asked_nobody_comes_first(store: Store) -> None:
    cohort, leads = store.cohorts.create("Spring", 3)
    store.close()
    assert not leads_a_room(socket("workshop_facilitator", cohort.code, leads))
