"""A language is offered only when the app and every exercise are completely translated."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest

from exercises import AGENDA
from exercises.content import FIRST_LANGUAGE, Words, translations
from exercises.pitch import WORDING as PITCH
from exercises.pitch.answer import PARTS, Pitch
from exercises.pitch.gaps import gaps_in
from exercises.pitch.start import suggestions
from exercises.plural import CATEGORIES
from pages.wording import WORDING
from pages.wording.offered import decide, offered

ROOT = Path(__file__).parents[2]
FOLDERS = [ROOT / "pages" / "wording", *(ROOT / "exercises" / e.slug for e in AGENDA)]
OTHERS = ("de", "es", "fr")
WORD = re.compile(r"(?<![{\w])[^\W\d_]+(?![}\w])")
WORDINGS = {"wording": WORDING, **{e.slug: e.wording for e in AGENDA}}


def said(table: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Every text of a content file by its key; a plural's forms together."""
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() <= CATEGORIES:
            yield from said(value, f"{above}{key}.")
        elif isinstance(value, list) and isinstance(value[0], dict):
            for place, one in enumerate(value):
                yield from said(one, f"{above}{key}[{place}].")
        else:
            yield f"{above}{key}", value


def texts(folder: Path, language: str) -> dict[str, Any]:
    return dict(said(tomllib.loads((folder / f"content.{language}.toml").read_text("utf-8"))))


def filled_in(value: Any) -> set[str]:
    """The {placeholders} in a text, or in all forms of a plural together."""
    forms = value.values() if isinstance(value, dict) else [value]
    parsed = (Formatter().parse(form) for form in forms if isinstance(form, str))
    return {name for form in parsed for _, name, _, _ in form if name}


def test_these_languages_are_offered() -> None:
    assert offered() == (FIRST_LANGUAGE, *OTHERS)


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("name", WORDINGS)
def test_nothing_is_missing(name: str, language: str) -> None:
    assert WORDINGS[name].missing[language] == ()


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_translation_fills_in_the_same_words(folder: Path, language: str) -> None:
    english, theirs = texts(folder, FIRST_LANGUAGE), texts(folder, language)
    assert {key: filled_in(text) for key, text in theirs.items() if key in english} == {
        key: filled_in(english[key]) for key in theirs if key in english
    }


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_sentence_was_left_in_english(folder: Path, language: str) -> None:
    english, theirs = texts(folder, FIRST_LANGUAGE), texts(folder, language)
    assert [
        key
        for key, text in theirs.items()
        if isinstance(text, str) and text == english.get(key) and len(WORD.findall(text)) > 2
    ] == []


class Two(Words):
    title: str
    why: str


@pytest.mark.parametrize(
    ("german", "missing"),
    [
        ('title = "T"\nwhy = "W"', ()),
        ('title = "T"', ("why",)),
        ("", ("title", "why")),
    ],
)
def test_a_language_that_lacks_a_sentence_is_not_complete(
    tmp_path: Path, german: str, missing: tuple[str, ...]
) -> None:
    (tmp_path / "content.en.toml").write_text('title = "T"\nwhy = "W"', "utf-8")
    (tmp_path / "content.de.toml").write_text(german, "utf-8")
    wording = translations(Two, str(tmp_path / "__init__.py"))
    assert wording.missing["de"] == missing
    assert wording.complete == ({"en"} if missing else {"en", "de"})


@pytest.mark.parametrize("asked", ["xx", "", "*", "deutsch", "DE-AT"])
def test_whoever_asks_for_what_is_not_offered_reads_english(asked: str) -> None:
    told = decide(asked, asked, (asked,))
    assert told == ("de" if asked == "DE-AT" else "en")


@pytest.mark.parametrize("kind", [None, *PITCH.in_("en").ask_kinds])
@pytest.mark.parametrize("language", OTHERS)
def test_what_a_pitch_starts_with_is_unfinished_in_every_language(
    language: str, kind: str | None
) -> None:
    content = PITCH.in_(language)
    started = suggestions(Pitch.model_validate({"ask_kind": kind}), {}, content)
    assert [part for part in PARTS if not gaps_in(started[part])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_words_that_a_pitch_is_compared_with_are_folded(language: str) -> None:
    checks = PITCH.in_(language).checks
    lists = (*checks.generic, *checks.moments, *checks.sizes)
    assert [word for word in lists if word != word.casefold()] == []
