"""Pseudo-languages: our English in Hebrew letters, and 40% longer as a host's overlay.

Whatever still reads as English is missing from the content files; whatever is cut off has no room
for German.
"""

import json
import math
import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from exercises import AGENDA
from exercises.content import translations
from exercises.overlay import VARIABLE
from exercises.plural import CATEGORIES
from pages.wording import WORDING
from pages.wording.offered import offered

ROOT = Path(__file__).parents[1]
HEBREW, LONGER = "he", "nl"  # stands in for the other: same direction and plurals
FOLDERS = ("pages/wording", *(f"exercises/{exercise.slug}" for exercise in AGENDA))

_ALEF, _LETTERS = 0x05D0, 22
# Placeholders that the app fills in or reads, and Markdown.
_KEPT = re.compile(r"(\{[^}]*\}|:material/[^:]*:|https?://\S+|\\n|\]\([^)]*\))")
_WORD = re.compile(r"[A-Za-z]{2,}")


def in_hebrew(text: str) -> str:
    """Return a text transliterated into Hebrew letters."""
    return _but_for_kept(text, lambda part: re.sub("[A-Za-z]", _hebrew, part))


def longer(text: str) -> str:
    """Return a text with every word 40% longer."""
    return _but_for_kept(text, lambda part: _WORD.sub(_stretched, part))


def write(folder: Path) -> Path:
    """Write both languages into a folder for WORKSHOP_CONTENT, and return it."""
    for of in FOLDERS:
        english = tomllib.loads((ROOT / of / "content.en.toml").read_text("utf-8"))
        (folder / of).mkdir(parents=True)
        _write(folder / of, HEBREW, english, in_hebrew, ("one", "two", "other"))
        _write(folder / of, LONGER, english, longer, ("one", "other"))
    return folder


@contextmanager
def spoken(folder: Path) -> Iterator[None]:
    """Register the pseudo-languages in this process, as if a host had written them."""
    wordings = (WORDING, *(exercise.wording for exercise in AGENDA))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(write(folder)))
        for wording, of in zip(wordings, FOLDERS, strict=True):
            shape = type(wording.in_("en"))
            more = translations(shape, str(ROOT / of / "__init__.py"))
            patch.setattr(wording, "_by_language", more._by_language)
            patch.setattr(wording, "missing", more.missing)
        offered.cache_clear()
        yield
    offered.cache_clear()


def _write(
    folder: Path,
    language: str,
    table: dict[str, Any],
    change: Callable[[str], str],
    categories: tuple[str, ...],
) -> None:
    lines = _lines(_changed(table, change, categories))
    (folder / f"content.{language}.toml").write_text("\n".join(lines), "utf-8")


def _but_for_kept(text: str, change: Callable[[str], str]) -> str:
    return "".join(p if place % 2 else change(p) for place, p in enumerate(_KEPT.split(text)))


def _hebrew(letter: re.Match[str]) -> str:
    return chr(_ALEF + (ord(letter[0].lower()) - ord("a")) % _LETTERS)


def _stretched(word: re.Match[str]) -> str:
    return word[0] + word[0].lower()[: math.ceil(0.4 * len(word[0]))]


def _changed(value: Any, change: Callable[[str], str], categories: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(one, change, categories) for one in value]
    if isinstance(value, dict) and value and value.keys() <= CATEGORIES:
        return {name: change(str(value.get(name, value["other"]))) for name in categories}
    if isinstance(value, dict):
        return {key: _changed(one, change, categories) for key, one in value.items()}
    return value


def _lines(table: dict[str, Any], above: str = "") -> Iterator[str]:
    for key, value in table.items():
        name = f"{above}{json.dumps(key)}"
        if isinstance(value, dict):
            yield from _lines(value, f"{name}.")
        else:
            yield f"{name} = {_inline(value)}"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(k)} = {_inline(v)}' for k, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return json.dumps(value, ensure_ascii=False)
