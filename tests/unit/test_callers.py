"""The cookies on an opening socket: who leads a room, and who is guessing."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.types import Scope

from data import Store, keys
from pages.http import running
from pages.http.routes.callers import leads_a_room, with_codes_allowed
from pages.http.running import Running

HOST_KEY = "a-host-key-for-tests-only"


@pytest.fixture(autouse=True)
def server(store: Store) -> Iterator[None]:
    running.begin(Running(store, HOST_KEY))
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


def as_host(key: str, address: str) -> Scope:
    return {
        "type": "websocket",
        "client": (address, 1),
        "headers": [(b"cookie", f"other=1; workshop_host={key}".encode())],
    }


def is_let_through(key: str, address: str) -> bool:
    return key.encode() in with_codes_allowed(as_host(key, address))["headers"][0][1]


def test_host_keys_that_are_guessed_on_sockets_are_slowed_down_as_on_the_route() -> None:
    guessed = [is_let_through(f"{number:022}", "10.60.0.1") for number in range(200)]
    assert guessed.count(True) < 120
    assert guessed[-1] is False
    assert is_let_through(HOST_KEY, "10.60.0.2")


def test_a_host_who_comes_back_with_an_old_key_guesses_once() -> None:
    assert all(is_let_through("an-old-key-of-this-host", "10.60.0.3") for _ in range(200))
    assert is_let_through(HOST_KEY, "10.60.0.3")


def ring(kind: str, many: int) -> str:
    return f"{kind}=" + "~".join(f"{keys.mint_code()}.{keys.mint_key()}" for _ in range(many))


def test_a_socket_with_dozens_of_made_up_keys_costs_a_few_looks(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault: the store was asked for each of 64 before anybody's turn was waited for."""
    made_up = f"{ring('workshop_attendee', 64)}; {ring('workshop_facilitator', 64)}".encode()
    scope = {**as_host("", "10.60.0.4"), "headers": [(b"cookie", made_up)]}
    for _ in range(3):  # more wrong codes than are free
        with_codes_allowed(scope)
    looks = list[str]()

    def noting(ask: Callable[..., Any]) -> Callable[..., Any]:
        def noted(sql: str, *values: object) -> Any:
            looks.append(sql)
            return ask(sql, *values)

        return noted

    for way in ("row", "rows"):
        monkeypatch.setattr(store._database, way, noting(getattr(store._database, way)))
    assert not leads_a_room(scope)
    with_codes_allowed(scope)
    for table in ("facilitators", "attendees"):
        assert len([sql for sql in looks if f"workshop.{table}" in sql]) <= 1


def test_a_phone_of_the_room_keeps_its_room_while_its_address_waits(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    store.cohorts.join(mine, cohort.code)
    guesses = {**as_host("", "10.60.0.5"), "headers": [(b"cookie", b"")]}
    for _ in range(5):
        made_up = ring("workshop_attendee", 64).encode()
        with_codes_allowed({**guesses, "headers": [(b"cookie", made_up)]})
    own = f"{cohort.code}.{mine}"
    held = f"workshop_attendee={own}~{keys.mint_code()}.{keys.mint_key()}".encode()
    let_through = with_codes_allowed({**guesses, "headers": [(b"cookie", held)]})
    assert own.encode() in let_through["headers"][0][1]
