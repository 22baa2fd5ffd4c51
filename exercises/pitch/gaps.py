"""Gaps in a sentence, such as `[your role]`: what a person still has to fill in."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from string import Formatter
from typing import Final

from exercises.text import words_in

# In any language, and however someone has changed the text between the brackets.
_GAP = re.compile(r"\[[^\[\]\n]*[^\W\d_][^\[\]\n]*\](?!\()")

ENDS: Final = ".!?…。！？؟।"
_CLOSERS: Final = "\"'”’»)）」』]"
_INNER_END = re.compile(rf"[{ENDS}]\s|[。！？]\S|\n")
_STARTS_WELL = re.compile(r"[^\W_]|[\"“‘'«]")
_SHORT: Final = 3  # letters: too short for a verb with a regular ending, such as "mar"
_STANDS: Final = range(3, 23)  # words: fewer are a fragment, more don't fit in a sentence
# Scripts that end a sentence with their own mark, and those that use none.
_OWN_END: Final = {
    "CJK": "。",
    "HIRAGANA": "。",
    "KATAKANA": "。",
    "KATAKANA-HIRAGANA": "。",
    "DEVANAGARI": "।",
}
_NO_END: Final = ("THAI", "LAO", "KHMER", "MYANMAR")


def gaps_in(text: str) -> tuple[str, ...]:
    """Return the gaps in a text in order, with their brackets, each once."""
    return tuple(dict.fromkeys(_GAP.findall(text)))


def without_gaps(text: str) -> str:
    """Return the text without its gaps."""
    return _GAP.sub(" ", text)


def fits_gap(text: str, frame: str) -> bool:
    """Say whether what someone typed can go in a gap of a sentence, for them to make it fit."""
    return (
        words_in(text) in _STANDS
        and _STARTS_WELL.match(text) is not None
        and not _INNER_END.search(text)
        and not set("[]{}") & set(text)
        and _scripts(text) <= _scripts(frame)
    )


def stands_in(text: str, frame: str) -> bool:
    """Say whether what someone typed can go in a sentence of ours without being a question."""
    return fits_gap(text, frame) and not set("?؟？") & set(text)


def going_on(text: str, begins: Collection[str]) -> str:
    """Return a text with its start spelt as in `begins` if it starts with one of them, or "".

    One such as "-ar" is the ending of a word that a sentence can go on with: Spanish infinitives.
    """
    begun = (b for b in begins if _folded(text).startswith(f"{_folded(b)} "))
    found = next((f"{begin}{text[len(begin) :]}" for begin in begun), "")
    return found or (_decapitalised(text) if _ends_as(text.partition(" ")[0], begins) else "")


def _ends_as(word: str, begins: Collection[str]) -> bool:
    """Say whether a word has one of the endings and is no name, such as "OSCAR" or "AVATAR"."""
    endings = tuple(begin[1:] for begin in begins if begin.startswith("-"))
    return len(word) > _SHORT and word[1:].islower() and word.endswith(endings)


def _decapitalised(text: str) -> str:
    return text[0].casefold() + text[1:]


def _folded(text: str) -> str:
    """Return the text in lower case, with one form of the apostrophe."""
    return text.casefold().replace("’", "'")


def filled(frame: str, facts: Mapping[str, str]) -> str:
    """Return a frame with facts filled in; a fact's own full stop replaces the frame's."""
    for slot in {name for _, name, _, _ in Formatter().parse(frame) if name}:
        if facts[slot].endswith(tuple(ENDS)):
            frame = frame.replace(f"{{{slot}}}.", f"{{{slot}}}")
    return frame.format(**facts)


def ended(text: str) -> str:
    """Return the text with its closing mark, if it lacks one and can take one."""
    last_word, last = text.rsplit(maxsplit=1)[-1], text[-1]
    if text.rstrip(_CLOSERS).endswith(tuple(ENDS)) or "://" in last_word or "@" in last_word:
        return text  # it has one, or a full stop would look like part of the address
    script = _script(last)
    if not (last.isalnum() or last in _CLOSERS) or script in _NO_END:
        return text
    return text + _OWN_END.get(script, ".")


def is_foreign(text: str, ours: str) -> bool:
    """Say whether most of a text is in a different script from our words."""
    letters, known = [_script(letter) for letter in text if letter.isalpha()], _scripts(ours)
    return 2 * sum(script in known for script in letters) < len(letters)


def _scripts(text: str) -> set[str]:
    return {_script(letter) for letter in text if letter.isalpha()}


def _script(letter: str) -> str:
    """Return the script of a letter by its Unicode name, such as LATIN or HEBREW."""
    return unicodedata.name(letter, "").partition(" ")[0]
