"""Counted phrases, days and numbers in each language."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import pytest

from exercises import formats
from exercises.content import ContentError, Words, load, translations
from exercises.pitch import EXERCISE as PITCH
from exercises.pitch import WORDING as PITCH_WORDING
from exercises.pitch.answer import Pitch
from exercises.plural import CATEGORIES, Plural, counts
from pages.wording import WORDING

ROOT = Path(__file__).parents[2]


class Counted(Words):
    left: Annotated[Plural, counts("n", "of")]


def loaded(folder: Path, language: str, forms: str) -> Counted:
    file = folder / f"content.{language}.toml"
    file.write_text(f"left = {forms}", encoding="utf-8")
    return load(Counted, file)


@pytest.mark.parametrize(
    ("language", "forms", "told"),
    [
        ("en", '{ one = "{n} day", other = "{n} days" }', ["1 day", "2 days", "5 days", "0 days"]),
        (
            "pl",
            '{ one = "{n} dzień", few = "{n} dni", many = "{n} dni!", other = "{n} dnia" }',
            ["1 dzień", "2 dni", "5 dni!", "0 dni!"],
        ),
        ("ja", '{ other = "{n}日" }', ["1日", "2日", "5日", "0日"]),
    ],
)
def test_a_phrase_has_the_form_that_its_number_asks_for(
    tmp_path: Path, language: str, forms: str, told: list[str]
) -> None:
    left = loaded(tmp_path, language, forms).left
    assert [left.format(n=n) for n in (1, 2, 5, 0)] == told


@pytest.mark.parametrize(
    ("language", "forms", "reason"),
    [
        ("pl", '{ one = "a", other = "b" }', "'few' is missing: pl counts with few, many, one"),
        ("en", '{ one = "a" }', "'other' is missing"),
        ("en", '{ one = "a", other = "" }', "'other' is missing"),
        ("ja", '{ one = "a", other = "b" }', "'one' is never used"),
        ("en", '{ one = "{m}", other = "b" }', "{m} is not filled in here"),
        ("en", '"{n} days"', "has to be a plural"),
        ("zz", '{ other = "b" }', "no language has the code zz"),
    ],
)
def test_a_phrase_that_cannot_be_told_for_every_number_is_named(
    tmp_path: Path, language: str, forms: str, reason: str
) -> None:
    with pytest.raises(ContentError) as faulty:
        loaded(tmp_path, language, forms)
    told = str(faulty.value)
    assert f"content.{language}.toml" in told
    assert reason in told
    assert "left" in told or language == "zz"


def test_a_gap_is_filled_with_the_english_phrase_and_its_rules(tmp_path: Path) -> None:
    english = '{ one = "{n} day", other = "{n} days" }'
    loaded(tmp_path, "en", english)
    (tmp_path / "content.pl.toml").write_text("", "utf-8")
    polish = translations(Counted, str(tmp_path / "__init__.py")).in_("pl")
    assert polish.left.format(n=5) == "5 days"


@pytest.mark.parametrize(("language", "answer"), [("en", "1 answer"), ("de", "1 Antwort")])
def test_what_pages_count_is_right_for_one(language: str, answer: str) -> None:
    house = WORDING.in_(language)
    assert house.room.n.format(n=1) == house.report.answers.format(n=1) == answer
    assert house.stage.first_vote.format(n=1).endswith(f": {answer}")


def test_a_pitch_of_a_word_has_one_word() -> None:
    plan = PITCH.plan(Pitch(who="Engineer"), PITCH_WORDING.in_("en"))
    assert "'1 word'" in repr(plan)


# A room's minimum is at least three, so it needs no singular.
COUNTED = re.compile(
    r"\{(?!min_group)\w+\} (answers|people|minutes|words|characters|days|qualities|votes|rooms"
    r"|Antworten|Personen|Minuten|Wörter|Zeichen|Tage|Eigenschaften"
    r"|respuestas|personas|minutos|palabras|días|votos|réponses|personnes|mots|jours|votes)\b"
)
# Their numbers never change.
ALWAYS = {
    *("{people} invented people", "{people} personas inventadas", "{people} personnes fictives"),
    *("{most} words", "{most} Wörter", "{most} palabras", "{most} mots"),
}


def bare(tables: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in tables.items():
        if isinstance(value, dict):
            if "other" not in value or not value.keys() <= CATEGORIES:
                yield from bare(value, f"{above}{key}.")
        elif COUNTED.search(str(value)) and not any(told in str(value) for told in ALWAYS):
            yield f"{above}{key}: {value}"


@pytest.mark.parametrize(
    "file",
    sorted(ROOT.glob("*/*/content.*.toml")) + sorted(ROOT.glob("pages/wording/content.*.toml")),
    ids=lambda f: f"{f.parent.name}-{f.name}",
)
def test_no_counted_phrase_has_one_form_for_every_number(file: Path) -> None:
    assert list(bare(tomllib.loads(file.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("language", "day", "number", "order"),
    [
        ("en", "8 Nov 2026", "1,234.5", "DD/MM/YYYY"),
        ("en-US", "Nov 8, 2026", "1,234.5", "MM/DD/YYYY"),
        ("en-GB", "8 Nov 2026", "1,234.5", "DD/MM/YYYY"),
        ("de", "08.11.2026", "1.234,5", "DD.MM.YYYY"),
        ("sv-SE", "8 nov. 2026", "1\xa0234,5", "YYYY-MM-DD"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(
    language: str, day: str, number: str, order: str
) -> None:
    assert formats.day(date(2026, 11, 8), language) == day
    assert formats.number(1234.5, language) == number
    assert formats.order_of_date(language) == order


@pytest.mark.parametrize("claimed", ["xx-", "-", "*", "\u202e", "", "x" * 500])
def test_a_browser_that_speaks_nothing_known_gets_an_order_that_all_can_read(claimed: str) -> None:
    assert formats.order_of_date(claimed) == "YYYY/MM/DD"


@pytest.mark.parametrize(
    ("value", "told"), [(3.0, "3"), (1234.0, "1.234"), (0.12345, "0,123"), (3.8333, "3,83")]
)
def test_a_figure_of_a_table_has_three_digits(value: float, told: str) -> None:
    assert formats.figure(value, "de") == told


@pytest.mark.parametrize(
    ("language", "told", "in_sentence"),
    [
        ("en", "A, B, C", "A, B and C"),
        ("de", "A, B und C", "A, B und C"),
        ("es", "A, B y C", "A, B y C"),
        ("fr", "A, B et C", "A, B et C"),
    ],
)
def test_lists_are_written_as_the_language_does(language: str, told: str, in_sentence: str) -> None:
    assert formats.listed("ABC", language) == told
    assert formats.listed("ABC", language, in_sentence=True) == in_sentence
    assert formats.listed("A", language) == "A"
    assert not formats.listed("", language)


@pytest.mark.parametrize(
    ("language", "whole", "half"),
    [
        ("en", "12%", "12.5%"),
        ("de", "12\xa0%", "12,5\xa0%"),
        ("es", "12\xa0%", "12,5\xa0%"),
        ("fr", "12\xa0%", "12,5\xa0%"),
    ],
)
def test_percentages_are_written_as_the_language_does(language: str, whole: str, half: str) -> None:
    assert formats.percent(0.125, language) == whole
    assert formats.percent(0.125, language, 1) == half
