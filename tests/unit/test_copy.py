"""The words on screens keep to the project's terms and voice."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
CONTENT = sorted(
    path for part in ("pages", "exercises") for path in (ROOT / part).rglob("content.en.toml")
)

# Things nobody would say, and what to say instead.
BANNED = {
    r"\bthe count\b|\bcounting\b|\bcounts? again\b|\bwhat comes\b": (
        "voting is open or closed; close voting, reopen voting; late answer"
    ),
    r"\bfigures?\b|\bpictures?\b": "results; results are shown",
    r"\b(an?|the|this|these|each|every|our|one|first|good|big) talks?\b": "conversation, chat",
    r"\bwhoever\b|\bwho left\b": "people who…, anyone who…",
    r"\bfrom (\{\w+\}|\d+)( answers)? on\b": "once {n} people have answered",
    r"\b(some|any|every)body\b": "someone, anyone, everyone",
    r"\bpercent of\b|(\bshare|\}) of the room\b": "% of those who answered",
    r"\bsynthetic\b|\bcohort\b": "practice room, invented answers; room",
    r"\bgave\b": "entered, wrote, chose",
    r"\bcode of (your|the) room\b|\bjoin code\b": "room code",
    r"\b(take|takes|taken|taking) (it |them )?along\b": "download, save, bring",
    r"\bin the very moment\b|\bthat is kept\b|\bthat is asked for\b": "the field's own term",
    r"\b(can|do|does|did|is|are|was|were|has|have|had|will|would|could|should) ?not\b": "n't",
    r"(?<!where )(?<!who )\b(you|we|they) (are|will)(?= \w)": "'re, 'll",
    r"(?<!as )\b(it|that|there) is(?= \w)|\bI (am|will)(?= \w)": "'s, I'm, I'll",
}

# Spanish is read in Spain and in Latin America: everyone is "tú", in a room too (glossary.md).
REGIONAL = re.compile(
    r"\b(vosotr[ao]s|os|vuestr[ao]s?|\w+[áé]is|ustedes|(?<!datos )m[óo]vil(es)?|celular(es)?"
    r"|jefatura|rellen\w+|qué tan"
    r"|añad\w+|webs|en directo|de media(?! hora)|qued(ar|as|amos) con)\b",
    re.IGNORECASE,
)

# Narrow no-break spaces in French, but a full one before a colon and % (glossary.md).
FRENCH_SPACES = re.compile(
    "[ \N{NO-BREAK SPACE}][;!?»]|«[^\N{NARROW NO-BREAK SPACE}]"
    "|[ \N{NARROW NO-BREAK SPACE}]:|(?<!:)[ \N{NARROW NO-BREAK SPACE}]%"
)

# Both genders in one word: screen readers stumble over it (glossary.md).
BOTH_IN_ONE = {
    "de": r"\w(?:[:*_·]|/-?)in(?:nen)?\b|\w(?:In|Innen)\b",
    "es": r"\w@s?\b|\w[/(]as?\b",
    "fr": r"\w[·•.(-]e\b|\w/(?:e|trice|euse)s?\b",
}


def _texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Return each text of a content file with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict | list):
        named = value.items() if isinstance(value, dict) else enumerate(value)
        for name, inner in named:
            yield from _texts(inner, f"{key}.{name}".lstrip("."))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name)
def test_english_content_says_what_people_say(path: Path) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {key}: {said.group()!r} in {text!r}; say: {instead}"
        for key, text in _texts(tomllib.loads(path.read_text("utf-8")))
        for pattern, instead in BANNED.items()
        for said in re.finditer(pattern, text, re.IGNORECASE)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name)
def test_spanish_content_is_at_home_on_both_sides_of_the_atlantic(path: Path) -> None:
    spanish = tomllib.loads(path.with_name("content.es.toml").read_text("utf-8"))
    texts = [
        (key, text)
        for key, text in _texts(spanish)
        if not key.startswith("checks.generic.")  # words that people type
    ]
    found = {key: said.group() for key, text in texts if (said := REGIONAL.search(text))}
    assert found == {}


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name)
def test_french_has_its_own_apostrophe(path: Path) -> None:
    french = tomllib.loads(path.with_name("content.fr.toml").read_text("utf-8"))
    typed = ("starts.", "gap_starts.", "checks.")  # compared with what people type, either way
    texts = [text for key, text in _texts(french) if not key.startswith(typed)]
    assert [text for text in texts if re.search(r"\w'\w", text)] == []


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name)
def test_french_has_one_kind_of_space_before_a_mark(path: Path) -> None:
    french = tomllib.loads(path.with_name("content.fr.toml").read_text("utf-8"))
    texts = [text for _, text in _texts(french)]
    assert [text for text in texts if FRENCH_SPACES.search(text)] == []


@pytest.mark.parametrize(
    "text", ["Qui ?", "Qui\N{NO-BREAK SPACE}?", "Qui :", "« Qui »", "«\N{NO-BREAK SPACE}Qui"]
)
def test_the_lint_finds_another_space_before_a_mark(text: str) -> None:
    assert FRENCH_SPACES.search(text)


@pytest.mark.parametrize("language", BOTH_IN_ONE)
@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.parent.name)
def test_no_word_has_both_genders_in_one(path: Path, language: str) -> None:
    content = tomllib.loads(path.with_name(f"content.{language}.toml").read_text("utf-8"))
    found = {
        key: said.group()
        for key, text in _texts(content)
        if (said := re.search(BOTH_IN_ONE[language], text))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [("de", "Mentor:innen"), ("de", "Mentor/in"), ("es", "tod@s"), ("fr", "mentor·e")],
)
def test_the_lint_finds_both_genders_in_one(language: str, text: str) -> None:
    assert re.search(BOTH_IN_ONE[language], text)
