"""Keys cannot be guessed, codes cannot be misread, and sealed words open for their owner only."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import keys
from pages import http


def test_codes_are_read_whatever_the_case_and_the_dashes() -> None:
    assert keys.normal_code(" abc-234 ") == "ABC234"
    assert keys.normal_code("ab c–23 4") == "ABC234"


@pytest.mark.parametrize(
    "typed", ["", "ABC23", "ABC2345", "ABC-10O", "ABC23!", "Ä" * 6, "A" * 9999]
)
def test_what_is_no_code_is_not_taken_for_one(typed: str) -> None:
    assert keys.normal_code(typed) is None


def test_minted_codes_have_no_look_alikes_and_survive_being_spoken() -> None:
    for _ in range(200):
        code = keys.mint_code()
        assert not set(code) & set("01ILO")
        assert keys.normal_code(keys.spoken_code(code).lower()) == code


@given(st.text(max_size=50))
def test_any_typed_text_is_a_code_or_nothing(typed: str) -> None:
    code = keys.normal_code(typed)
    assert code is None or set(code) <= set(keys.CODE_ALPHABET)


def test_minted_keys_have_the_form_of_keys_and_differ() -> None:
    minted = {keys.mint_key() for _ in range(200)}
    assert len(minted) == 200
    assert all(map(keys.is_key, minted))


@given(st.text(max_size=200))
def test_sealed_words_open_with_the_same_key_and_context_only(words: str) -> None:
    key, context = keys.mint_key(), "attendee/exercise"
    sealed = keys.seal(key, words.encode("utf-8", "surrogatepass"), context)
    assert keys.unseal(key, sealed, context) == words.encode("utf-8", "surrogatepass")
    for other_key, other_context, damaged in (
        (keys.mint_key(), context, sealed),
        (key, "attendee/other", sealed),
        (key, context, sealed[:-1] + bytes([sealed[-1] ^ 1])),
    ):
        with pytest.raises(ValueError, match="sealed"):
            keys.unseal(other_key, damaged, other_context)


def test_keys_are_compared_in_constant_time(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[tuple[bytes, bytes]] = []

    def compare(given: bytes, expected: bytes) -> bool:
        compared.append((given, expected))
        return given == expected

    monkeypatch.setattr("data.keys.hmac.compare_digest", compare)
    assert keys.same_key("a", "a")
    assert not keys.same_key("a", "b")
    assert compared == [(b"a", b"a"), (b"a", b"b")]


@pytest.mark.parametrize("module", ["entrances.py", "callers.py"])
def test_no_route_compares_the_host_key_in_another_way(module: str) -> None:
    source = (Path(http.__file__).parent / module).read_text("utf-8")
    assert "same_key(" in source
    assert not re.search(r"[=!]= *(self|caller)\.host_key|host_key *[=!]=", source)
