"""What's kept of rooms is bounded, computed once, and no room waits for another's figures."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from random import Random

import pytest

from data import Store, answers
from data.look_ups import LookUps
from data.room_cache import RoomCache
from exercises import AGENDA
from pages.http.live.presence import Follower, Presence, Stream
from tests.people import attendee_of


def test_a_room_never_waits_for_another_ones_figures() -> None:
    cache, begun, goes_on = RoomCache(), threading.Event(), threading.Event()

    def slow() -> int:
        begun.set()
        assert goes_on.wait(20)
        return 1

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(cache.of, "one", "figures", 1, slow)
        assert begun.wait(20)
        other = threads.submit(cache.of, "other", "figures", 1, lambda: 2)
        try:
            assert other.result(timeout=10) == 2
        finally:
            goes_on.set()
        assert first.result() == 1


def test_many_who_ask_at_once_have_it_computed_once() -> None:
    cache, computed, together = RoomCache(), count(1), threading.Barrier(8)

    def ask() -> int:
        together.wait()
        return cache.of("one", "figures", 1, lambda: next(computed))

    with ThreadPoolExecutor(8) as threads:
        told = [thread.result() for thread in [threads.submit(ask) for _ in range(8)]]
    assert told == [1] * 8


def test_the_room_that_was_asked_for_longest_ago_is_forgotten() -> None:
    cache = RoomCache(rooms=2)
    computed: list[str] = []

    def ask(room: str) -> None:
        cache.of(room, "figures", 1, lambda: computed.append(room))

    for room in ("a", "b", "a", "c", "a", "b"):
        ask(room)
    assert computed == ["a", "b", "c", "b"]


def test_look_ups_are_bounded() -> None:
    found, looked = LookUps[int, int](most=3), count(1)
    told = [found.of(number, lambda: next(looked)) for number in (10, 20, 30, 40, 40, 30, 10)]
    assert told == [1, 2, 3, 4, 4, 3, 5], "only the oldest was forgotten"


def test_the_newest_answer_is_known_even_if_it_was_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_NEWEST_KNOWN", 2)
    cohort, _ = store.cohorts.create("Spring", 3)
    people = [attendee_of(store, cohort) for _ in range(4)]
    saved = [
        store.answers.save(who, cohort.code, AGENDA[1].slug, AGENDA[1].sample(Random(1)))
        for who in people
    ]
    assert [store.answers.newest(who, AGENDA[1].slug) for who in people] == saved
    assert len(store.answers._newest) <= 2


def test_nothing_is_kept_of_a_room_that_everyone_has_left() -> None:
    present = Presence()
    stream = Stream("one", "room", Follower("someone", "10.0.0.1"))
    present.enter(stream)
    assert present.people("one") == {"someone"}
    present.leave(stream)
    assert not present.people("one")
    assert not any((present._attending, present._streams, present._of_person, present._of_address))
