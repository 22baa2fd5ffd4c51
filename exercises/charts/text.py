"""Names and other short texts for figures: escaped, and broken to fit."""

import re
import textwrap
from collections.abc import Iterable
from html import escape
from typing import Final

# In pixels.
GAP: Final = 12
# A figure is built before its text is measured, so it allows for wide characters.
_CHARACTER: Final = 10

# In characters. Narrow enough to leave room for bars and notes on a phone 390 pixels wide.
_LABEL: Final = 14
_LONGEST_WORD: Final = 16
_LINES: Final = 2


def label(text: str) -> str:
    """Return a name for a chart, escaped, in up to two short lines, the rest cut off."""
    # Better to break a long word than to let it take a phone's width from the bars.
    broken = re.sub(rf"(\w{{{_LONGEST_WORD - 1}}})(?=\w{{2}})", r"\1- ", text)
    longest = max([_LABEL, *map(len, broken.split())])
    # A little wider, if nothing is cut off then.
    widths = range(longest, _LONGEST_WORD + 1)
    fitting = (lines for width in widths if len(lines := textwrap.wrap(broken, width)) <= _LINES)
    first, *rest = next(fitting, textwrap.wrap(broken, longest)) or [""]
    second = [f"{rest[0]} …" if rest[1:] else rest[0]] if rest else []
    return "<br>".join(map(inert, [first, *second]))


def on_one_line(text: str) -> str:
    """Return a name on one line, cut off if it's too long."""
    return inert(text if len(text) <= 2 * _LABEL else f"{text[: 2 * _LABEL]}…")


def inert(text: str) -> str:
    """Escape `& < >`: Plotly turns tags into links and styles in any text (DESIGN 9)."""
    return escape(text, quote=False)


def width(texts: Iterable[str]) -> int:
    """Return the pixels that the longest of some short texts needs, plus a gap."""
    return max(map(len, texts)) * _CHARACTER + GAP
