"""Typed text: counted as people count, cleaned of invisible characters, refused with a reason."""

import unicodedata

import pytest
from pydantic import TypeAdapter, ValidationError

from exercises.exercise import MAX_NAME, Name
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import MAX_TEXT, PARTS, Pitch
from exercises.pitch.checks import checks
from exercises.text import cut, length, words_in
from pages.http.routes.cohorts import TITLE_LENGTH, NewCohort

NAME: TypeAdapter[str] = TypeAdapter(Name)
FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    "name",
    ["🇳🇿" * 31, FAMILY * 9, unicodedata.normalize("NFD", "é" * 31), FAMILY * MAX_NAME, "x" * 60],
)
def test_a_name_is_as_long_as_it_looks(name: str) -> None:
    assert length(NAME.validate_python(name)) == length(name) <= MAX_NAME


@pytest.mark.parametrize("name", ["x" * 61, FAMILY * 61, "x" * 1_000_000, "e" + "\u0301" * 5_000])
def test_what_is_too_long_is_told_in_characters_as_people_count_them(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NAME.validate_python(name)
    (error,) = refused.value.errors()
    assert (error["type"], error["ctx"]) == ("string_too_long", {"max_length": MAX_NAME})


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("\u202a+64 21 555 0100\u202c", "+64 21 555 0100"),  # a contact's number, from iOS
        ("שלום\u200f (2026).", "שלום (2026)."),
        ("e\u0301te\u0301", "été"),
        ("one\x0btwo\r\nthree\u2028four", "one\ntwo\nthree\nfour"),  # from slides and PDFs
        ("\ufeff Asha \u200b", "Asha"),
        ("किताब\u200c", "किताब\u200c"),
    ],
)
def test_what_programs_copy_along_is_dropped_and_letters_have_one_form(
    pasted: str, kept: str
) -> None:
    assert NAME.validate_python(pasted) == kept


def test_a_title_of_marks_alone_is_no_title() -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        NewCohort(title="\u200b\u200f ")
    assert NewCohort(title="🇳🇿" * TITLE_LENGTH).title == "🇳🇿" * TITLE_LENGTH


def test_a_text_is_cut_between_characters() -> None:
    assert cut(FAMILY * 3, 2) == FAMILY * 2
    assert cut("short", 80) == "short"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("two words", 2),
        ("one — two", 2),
        ("設計レビューをリードできるようになりたいです。", 11),
        ("我想学习如何主持设计评审。", 6),
        ("ฉันอยากเรียนรู้การเป็นผู้นำ", 5),
        ("Rustのレビュー", 4),
        ("저는 설계를 배우고 싶습니다", 4),
    ],
)
def test_words_are_counted_also_where_no_blanks_part_them(text: str, words: int) -> None:
    assert words_in(text) == words


def test_a_japanese_pitch_has_words_and_reasons() -> None:
    answer = Pitch(why_you="大きな移行のとき、全員の意見を聞いてくれました。", ask="話せますか？")
    assert answer.words > 10
    profile = next(c for c in checks(answer, "mail", WORDING.in_("en")) if c.slug == "profile")
    assert profile.fine


@pytest.mark.parametrize("text", ["a漢" * (MAX_TEXT // 2), "a " * (MAX_TEXT // 2), "漢" * MAX_TEXT])
def test_any_text_that_fits_is_read_again(text: str) -> None:
    given = Pitch.model_validate(dict.fromkeys(PARTS, text))
    assert EXERCISE.answer.model_validate_json(given.model_dump_json()) == given
