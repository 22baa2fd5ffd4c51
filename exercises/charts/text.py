"""Names and other short texts as a figure takes them: escaped, and broken where they fit."""

import re
import textwrap
from collections.abc import Iterable
from html import escape
from typing import Final

# In pixels.
GAP: Final = 12
# A figure is made before its text is measured, so it plans with a wide character.
_CHARACTER: Final = 10

# In characters. Narrow enough that bars and notes find room on a phone 390 pixels wide.
_LABEL: Final = 14
_LONGEST_WORD: Final = 16


def label(text: str) -> str:
    """Return a name for a chart: in two short lines, the rest cut, its markup inert."""
    # One long word must not take a phone's width from the bars: better broken than too wide.
    broken = re.sub(rf"(\w{{{_LONGEST_WORD - 1}}})(?=\w{{2}})", r"\1- ", text)
    longest = max([_LABEL, *map(len, broken.split())])
    first, *rest = textwrap.wrap(broken, longest) or [""]
    second = [f"{rest[0]} …" if rest[1:] else rest[0]] if rest else []
    return "<br>".join(map(inert, [first, *second]))


def on_one_line(text: str) -> str:
    """Return a name that has one line, cut where it is too long."""
    return inert(text if len(text) <= 2 * _LABEL else f"{text[: 2 * _LABEL]}…")


def inert(text: str) -> str:
    """Escape `& < >`: Plotly makes links and styles of tags wherever text goes (DESIGN 9)."""
    return escape(text, quote=False)


def width(texts: Iterable[str]) -> int:
    """Return the pixels that the longest of some short texts needs, with a gap."""
    return max(map(len, texts)) * _CHARACTER + GAP
