import time
from collections.abc import Callable

import pytest

from data.keys import CODE_ALPHABET, CODE_LENGTH
from pages.http.middleware import throttling as limits
from pages.http.middleware.throttling import (
    FREE_CODES,
    FREE_KEYS,
    LOOK_BURST,
    PAUSE_CAP_SECONDS,
    Throttle,
)

HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


@pytest.fixture
def passes(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Advance the clock by some seconds."""
    clock = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])

    def wait(seconds: float) -> None:
        clock[0] += seconds

    return wait


@pytest.fixture
def guesses(passes: Callable[[float], None]) -> Throttle:
    return Throttle()


def wrong(guesses: Throttle, address: str = HERE) -> float:
    """Guess a code that doesn't exist; return the seconds until the next guess."""
    with guesses.trying_code(address, "ZZZZZZ") as attempt:
        return attempt.wait or attempt.was_wrong()


def exhausted(guesses: Throttle) -> Throttle:
    for _ in range(FREE_CODES + 1):
        wrong(guesses)
    return guesses


def test_a_room_may_mistype_and_then_each_pause_is_longer_up_to_the_cap(
    guesses: Throttle, passes: Callable[[float], None]
) -> None:
    assert not any(wrong(guesses) for _ in range(FREE_CODES))
    pauses = []
    for _ in range(9):
        pauses.append(wrong(guesses))
        passes(pauses[-1])
    assert pauses[:4] == [1, 2, 4, 8]
    assert pauses == sorted(pauses)
    assert pauses[-1] == PAUSE_CAP_SECONDS


def test_of_many_guesses_in_one_moment_one_is_looked_at_and_the_pause_grows_by_one(
    guesses: Throttle, passes: Callable[[float], None]
) -> None:
    for pause in (1, 2, 4):
        passes(wrong(exhausted(guesses) if pause == 1 else guesses))
        asked = [guesses.trying_code(HERE, f"ZZZZ{n:02}") for n in range(120)]
        looked_at = [attempt for attempt in asked if not attempt.wait]
        assert len(looked_at) == 1
        looked_at[0].was_wrong()


def test_a_right_code_costs_nothing_however_many_were_wrong_before(
    guesses: Throttle, passes: Callable[[float], None]
) -> None:
    passes(wrong(exhausted(guesses)))
    for _ in range(5):
        with guesses.trying_code(HERE, "ABCDEF") as right:
            assert right.wait == 0
    assert wrong(guesses) == 2, "the pause is no longer for it"


def test_a_room_that_comes_in_at_once_waits_for_nothing(guesses: Throttle) -> None:
    for _ in range(10):
        coming = [guesses.trying_code(HERE, "ABCDEF") for _ in range(40)]
        assert [attempt.wait for attempt in coming] == [0] * 40
        for attempt in coming:
            attempt.__exit__()


def test_host_keys_are_counted_before_they_are_compared(guesses: Throttle) -> None:
    asked = [guesses.trying_host_key(HERE).wait for _ in range(300)]
    assert asked.count(0) <= FREE_KEYS + 1 + LOOK_BURST
    assert guesses.trying_host_key(ELSEWHERE).wait == 0


def test_only_that_address_waits(guesses: Throttle) -> None:
    exhausted(guesses)
    assert guesses.trying_code(HERE, "ZZZZZZ").wait > 0
    assert guesses.trying_code(ELSEWHERE, "ZZZZZZ").wait == 0


def test_who_stops_guessing_is_forgiven(guesses: Throttle, passes: Callable[[float], None]) -> None:
    exhausted(guesses)
    passes((FREE_CODES + 10) * PAUSE_CAP_SECONDS)
    assert not any(wrong(guesses) for _ in range(FREE_CODES))


def test_the_code_of_a_room_that_is_known_there_opens_at_once_but_not_without_end(
    guesses: Throttle, passes: Callable[[float], None]
) -> None:
    guesses.code_opened(HERE, "ABCDEF")
    exhausted(guesses)
    looked = [guesses.trying_code(HERE, "ABCDEF").wait == 0 for _ in range(LOOK_BURST + 5)]
    assert looked == [True] * LOOK_BURST + [False] * 5
    assert guesses.trying_code(HERE, "ABCDEG").wait > 0


def test_in_a_day_an_address_can_try_as_many_codes_as_the_readme_says(
    guesses: Throttle, passes: Callable[[float], None]
) -> None:
    left, tried = 24 * 3600.0, 0
    while left > 0:
        pause = wrong(guesses)
        passes(pause)
        left -= pause
        tried += 1
    assert 1440 < tried <= 1560
    assert tried * 1000 / len(CODE_ALPHABET) ** CODE_LENGTH < 0.002


def test_wrong_keys_never_slow_codes_and_a_right_key_is_looked_at_all_the_same(
    guesses: Throttle,
) -> None:
    for _ in range(FREE_KEYS + 1):
        waits = guesses.key_failed(HERE, "ABCDEF")
    assert waits > 0
    assert guesses.trying_code(HERE, "ABCDEF").wait == 0
    assert guesses.before_key(HERE) == 0


def test_wrong_keys_from_many_addresses_slow_whoever_is_wrong_next_and_keep_no_right_key_out(
    guesses: Throttle,
) -> None:
    for n in range(FREE_KEYS + 1):
        guesses.key_failed(f"10.9.0.{n}", "ABCDEF")
    assert guesses.before_key(ELSEWHERE) == 0, "a right key is looked at from anywhere"
    assert guesses.key_failed(ELSEWHERE, "ABCDEF") > 0
    assert guesses.key_failed(HERE, "GHJKMN") == 0


def test_addresses_are_forgotten_and_never_more_than_so_many_remembered(
    guesses: Throttle, passes: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guesses._codes, "_limit", 20)
    for n in range(100):
        wrong(guesses, f"10.0.0.{n}")
    assert len(guesses._codes) == 20
    passes(limits._FAMILIAR_SECONDS)
    wrong(guesses)
    assert len(guesses._codes) == 1
