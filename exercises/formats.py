"""Dates and numbers in the format of each language, by Babel."""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

# English without a country must be clear everywhere: "28 Nov 2026" can't be misread.
_INTERNATIONAL: Final = {"en": "en_001"}
_COLONS: Final = {"fr": "\N{NO-BREAK SPACE}:"}
_DECIMALS: Final = 3
_ORDER_OF_ALL: Final = "YYYY/MM/DD"


@lru_cache(maxsize=256)  # a browser can claim to speak anything
def locale_of(language: str) -> Locale:
    """Return Babel's locale for a language such as "de" or "en-GB"; raise UnknownLocaleError."""
    return Locale.parse(_INTERNATIONAL.get(language, language).replace("-", "_"))


def direction(language: str) -> str:
    """Return "rtl" for languages written from right to left, or "ltr"."""
    return locale_of(language).text_direction


def day(on: date, language: str) -> str:
    """Return a date, such as "28 Nov 2026" or "28.11.2026"."""
    return format_date(on, "medium", locale_of(language))


def month(on: date, language: str) -> str:
    """Return a month and its year, such as "November 2026"."""
    return format_skeleton("yMMMM", on, locale=locale_of(language))


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number with this many decimals, or with up to three as needed."""
    digits = "#" * _DECIMALS if decimals is None else "0" * decimals
    pattern = f"#,##0.{digits}".rstrip(".")
    return format_decimal(value, pattern, locale_of(language))


def figure(value: float, language: str) -> str:
    """Return a number for a table: a whole one as it is, any other to three digits."""
    whole = float(value).is_integer()
    return number(value if whole else float(f"{value:.3g}"), language)


def percent(share: float, language: str, decimals: int = 0) -> str:
    """Return a share as a percentage, such as "33%", or "33 %" in languages with a space."""
    pattern = str(locale_of(language).percent_formats[None].pattern)
    digits = f"##0.{'0' * decimals}".rstrip(".")
    return format_percent(share, pattern.replace("##0", digits), locale_of(language))


def named(name: str, said: str, language: str) -> str:
    """Return a label and its text, such as "Goal: lead a review"; French adds a space."""
    return f"{name}{_COLONS.get(language, ':')} {said}"


def listed(names: Iterable[str], language: str, *, in_sentence: bool = False) -> str:
    """Return names as a list after a colon, such as "A, B, C", or in a sentence: "A, B and C"."""
    locale = locale_of(language)
    # For most languages CLDR has only the list style used in sentences.
    as_facts = not in_sentence and "start" in locale.list_patterns.get("unit", {})
    return format_list(list(names), "unit" if as_facts else "standard", locale)


def order_of_date(language: str) -> str:
    """Return the order for typing a date, such as "DD.MM.YYYY", whatever the language."""
    try:
        pattern = str(locale_of(language).date_formats["short"].pattern)
    except (ValueError, UnknownLocaleError):  # a browser can claim to speak anything
        return _ORDER_OF_ALL
    parts = {"y": "YYYY", "M": "MM", "d": "DD"}
    order = list(dict.fromkeys(letter for letter in pattern if letter in parts))
    if order not in (list("yMd"), list("Mdy"), list("dMy")):
        return _ORDER_OF_ALL
    between = re.search(r"[/.-]", pattern)
    return (between[0] if between else "/").join(parts[letter] for letter in order)
