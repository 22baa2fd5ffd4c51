"""Typed text: cleaned of invisible characters, and counted the way people count."""

import unicodedata
from dataclasses import dataclass
from itertools import islice
from math import ceil
from typing import Any, Final

import regex
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticKnownError, core_schema

# Control characters can't be typed on purpose, and can spoof what's shown (DESIGN 9). Tab and
# newline stay; other line endings, which some programs copy, become newlines.
_UNWANTED = regex.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_LINE_ENDS = regex.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# Invisible marks that phones, word processors and chat programs copy along. Every text gets its own
# direction when shown, so they aren't needed. The joiners in emoji and in Persian and Indic words
# stay.
_MARKS = regex.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb]"
)

_GRAPHEME = regex.compile(r"\X")
# The longest emoji people send have ten code points; no typed text averages more.
_CODE_POINTS: Final = 16

_BETWEEN = regex.compile(r"[\s-]+")
_LONG: Final = 16  # characters: longer than nearly all words in any language

# Scripts without spaces between words, and roughly how many of their characters make a word.
_UNSPACED: Final = (
    (regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー]"), 2),
    (regex.compile(r"(?=[\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}])\X"), 4),
)
# Text between these two has its own direction: Unicode's "first strong isolate" and its end.
ISOLATE: Final = "\u2068"
END: Final = "\u2069"
_WITHIN = regex.compile(f"{ISOLATE}[^{END}]*{END}")
_RIGHT_TO_LEFT = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_STRONG = regex.compile(r"[\p{Bidi_Class=L}\p{Bidi_Class=R}\p{Bidi_Class=AL}]")

_WORD = regex.compile(r"[^\W_]")


def plain_text(text: str) -> str:
    """Return the text without invisible marks; raise ValueError if no one can have typed it."""
    if _UNWANTED.search(text):
        raise ValueError("contains control characters; please type it again")
    return unicodedata.normalize("NFC", _MARKS.sub("", _LINE_ENDS.sub("\n", text)))


def length(text: str) -> int:
    """Return how many characters people see: a flag, a family or an accented letter is one."""
    return sum(1 for _ in _GRAPHEME.finditer(text))


def has_long_word(text: str) -> bool:
    """Say whether a text has a word too long for a narrow column."""
    return any(len(word) > _LONG for word in _BETWEEN.split(text))


def cut(text: str, limit: int) -> str:
    """Return at most this many characters from the start, none of them cut in half."""
    return "".join(found[0] for found in islice(_GRAPHEME.finditer(text), limit))


def within(text: str) -> str:
    """Return someone's words for use within a sentence, keeping their own direction."""
    return f"{ISOLATE}{text}{END}" if _RIGHT_TO_LEFT.search(text) else text


def is_right_to_left(text: str, otherwise: bool = False) -> bool:
    """Say whether a text reads from right to left, by its first letter, like browsers do.

    A text without letters, such as a date, takes the direction of its surroundings, `otherwise`.
    """
    first = _STRONG.search(_WITHIN.sub("", text))
    return bool(_RIGHT_TO_LEFT.match(first[0])) if first else otherwise


def words_in(text: str) -> int:
    """Return how many words a text has, split at spaces, or estimated for scripts without them."""
    return unspaced_words_in(text) + sum(1 for word in _spaced(text).split() if _WORD.search(word))


def unspaced_words_in(text: str) -> int:
    """Return roughly how many words there are in scripts without spaces between them."""
    return sum(ceil(len(script.findall(text)) / a_word) for script, a_word in _UNSPACED)


def _spaced(text: str) -> str:
    for script, _ in _UNSPACED:
        text = script.sub(" ", text)
    return text


@dataclass(frozen=True)
class Typed:
    """Makes a `str` one that a person typed: clean, stripped, and of limited length."""

    most: int  # in characters as people count them
    least: int = 0

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check after pydantic has made sure it's a string."""
        return core_schema.no_info_after_validator_function(self._checked, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add the length limits."""
        return {**handler(schema), "minLength": self.least, "maxLength": self.most}

    def _checked(self, text: str) -> str:
        # Before anything that would take long on a megabyte.
        if len(text) > self.most * _CODE_POINTS:
            raise PydanticKnownError("string_too_long", {"max_length": self.most})
        clean = plain_text(text).strip()
        if len(clean) > self.most < length(clean):
            raise PydanticKnownError("string_too_long", {"max_length": self.most})
        if len(clean) < self.least:
            raise PydanticKnownError("string_too_short", {"min_length": self.least})
        return clean
