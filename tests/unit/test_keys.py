"""Keys can't be guessed, codes can't be misread, and only their owner can unseal private words."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import keys
from pages.http import routes


def test_codes_are_read_whatever_the_case_and_the_dashes() -> None:
    assert keys.normal_code(" abc-234 ") == "ABC234"
    assert keys.normal_code("ab c–23 4") == "ABC234"


@pytest.mark.parametrize(
    "pasted",
    [
        "ＡＢＣ２３４",
        "abc-234.",
        "\u200bABC\u200d234\ufeff",
        "\u202aABC‑234\u202c",
        "“ABC234”,",
        "\xa0ABC\u2009234\t\n",
        "(ABC·234)",
        "ABC234\ufe0f",
    ],
)
def test_what_comes_along_when_one_copies_a_code_does_not_matter(pasted: str) -> None:
    assert keys.normal_code(pasted) == "ABC234"


@pytest.mark.parametrize("typed", ["ABO234", "abc-2l4", "１BC234", "ABC 0 23"])
def test_what_is_read_from_a_screen_as_a_code_but_has_a_look_alike_is_told_apart(
    typed: str,
) -> None:
    assert keys.normal_code(typed) is None
    assert keys.has_look_alikes(typed)
    assert not keys.has_look_alikes("ABC234")
    assert not keys.has_look_alikes("O0O0")


def test_a_key_survives_what_a_chat_puts_around_it() -> None:
    key = keys.mint_key()
    for pasted in (f"{key}.", f" {key})", f"\u200b{key[:9]}\u200b{key[9:]}>", f"“{key}”"):
        assert keys.key_in(pasted) == key


def test_a_derived_key_has_the_form_of_a_key_and_is_another_for_another_purpose() -> None:
    made = {keys.derived_key(secret, what) for secret in ("a", "b") for what in ("c", "d")}
    assert len(made) == 4
    assert all(map(keys.is_key, made))
    assert keys.derived_key("a", "c") in made


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


@pytest.mark.parametrize(
    ("module", "compares"), [("login.py", "caller.host_key_is("), ("callers.py", "same_key(")]
)
def test_no_route_compares_the_host_key_in_another_way(module: str, compares: str) -> None:
    source = (Path(routes.__file__).parent / module).read_text("utf-8")
    assert compares in source
    assert not re.search(r"[=!]= *(self|caller)\.host_key|host_key *[=!]=", source)
