"""Checks of a pitch, by plain rules; each says what to do."""

import re
from dataclasses import dataclass
from typing import Final

import regex

from exercises.formats import listed
from exercises.pitch.answer import PARTS, Part, Pitch, unwritten
from exercises.pitch.forms import Form, draft, left_out
from exercises.pitch.gaps import gaps_in, is_foreign, without_gaps
from exercises.pitch.wording import PitchContent
from exercises.text import unspaced_words_in, words_in

# Replies to one vendor's 40 million emails peaked here: guidance, not law.
MAIL_WORDS: Final = range(75, 101)
MOST_SECONDS: Final = 60
MOST_ASK_WORDS: Final = 45
# How many words of why-you must be about this person.
OWN_WORDS: Final = 3
TOLD_FIRST: Final = 3

_QUESTION = re.compile("[?؟？]+")
_ASKED = re.compile(r"[^.!?؟？。]*[?؟？]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{3,}")
# A capital within a sentence starts a name; in German it may start any noun, so there a name takes
# two in a row, or has another capital further in.
_NAME = regex.compile(r"\p{L}\s+\p{Lu}\w+")
_NAME_IN_GERMAN = regex.compile(r"\p{L},?\s+(\p{Lu}\w+\s+\p{Lu}\w+|\p{Lu}\w*\p{Lu}\w*)")


@dataclass(frozen=True)
class Check:
    """One thing to look at: whether it's fine, and what it is or what to do."""

    slug: str
    fine: bool
    told: str


def checks(answer: Pitch, form: Form, content: PitchContent) -> tuple[Check, ...]:
    """Return what can be said so far of the pitch in this form, in the order to deal with it.

    A part with a gap is mostly our own sentence, so nothing that depends on it is judged.
    """
    begun = {part for part in PARTS if gaps_in(answer.text(part))}
    found = [_gaps(answer, form, content)]
    # What a form leaves out is told beside it: there, to have all parts would say too much.
    if unwritten(answer) or not any(left_out(answer, form)):
        found += [_parts(answer, content)]
    found = [check for check in found if not begun or not check.fine]
    if "ask" not in begun:
        found += [_question(answer, content)]
    if "why_you" not in begun:
        found += [_profile(answer, content)]
    if "ask" not in begun:
        found += [_small(answer, content)]
    # The range comes from emails in English; in other scripts, a word says more or less.
    if not begun and not is_foreign(" ".join(map(answer.text, PARTS)), content.what):
        found += [length(answer, content) for length in _LENGTHS.get(form, ())]
    return tuple(found)


def sorted_out(found: tuple[Check, ...]) -> tuple[tuple[Check, ...], tuple[Check, ...]]:
    """Return the checks to show first, the most important ones to act on, and the rest."""
    first = tuple(check for check in found if not check.fine)[:TOLD_FIRST]
    return first, tuple(check for check in found if check not in first)


def _gaps(answer: Pitch, form: Form, content: PitchContent) -> Check:
    words = content.checks
    gaps = draft(answer, form, content).gaps
    if gaps or (gaps := _hidden(answer)):
        return Check("gaps", False, words.gaps_left.format(gaps=listed(gaps, content.locale)))
    bare = [content.parts[p].name for p in answer.parts if _is_ours(answer.text(p), p, content)]
    told = words.gaps_bare.format(parts=listed(bare, content.locale)) if bare else words.gaps
    return Check("gaps", not bare, told)


def _parts(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    missing = [content.parts[part].name for part in unwritten(answer)]
    told = (
        words.parts_missing.format(parts=listed(missing, content.locale))
        if missing
        else words.parts
    )
    return Check("parts", not missing, told)


def _question(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    asked = sum(len(_QUESTION.findall(without_gaps(answer.text(part)))) for part in PARTS)
    if not _QUESTION.search(answer.ask):
        return Check("question", False, words.question_none)
    if asked > 1:
        return Check("question", False, words.question_many.format(n=asked))
    return Check("question", True, words.question)


def _small(answer: Pitch, content: PitchContent) -> Check:
    """Check that the question itself, not the text around it, says how much it asks for."""
    words = content.checks
    if words_in(answer.ask) > MOST_ASK_WORDS:
        return Check("small", False, words.ask_long.format(most=MOST_ASK_WORDS))
    asked = without_gaps(" ".join(_ASKED.findall(answer.ask)))
    said = set(_WORD.findall(asked.casefold()))
    specific = re.search(r"\d", asked) or said & set(words.sizes)
    return Check("small", bool(specific), words.ask if specific else words.ask_vague)


def _profile(answer: Pitch, content: PitchContent) -> Check:
    """Check that why-you mentions something this person did, beyond praise and our own words."""
    words, text = content.checks, without_gaps(answer.why_you)
    if not answer.why_you:
        return Check("profile", False, words.profile_none)
    said = set(_WORD.findall(text.casefold())) - _ours("why_you", content)
    own = len(said - set(words.generic)) + unspaced_words_in(text)
    # Something that happened has a verb, a number or a name; our lists cover only our language.
    name = _NAME_IN_GERMAN if content.locale == "de" else _NAME
    happened = (said & set(words.moments)) or re.search(r"\d", text) or name.search(text)
    fine = own >= OWN_WORDS and bool(happened or is_foreign(text, content.what))
    return Check("profile", fine, words.profile if fine else words.profile_generic)


def _mail(answer: Pitch, content: PitchContent) -> Check:
    words, n = content.checks, draft(answer, "mail", content).words
    if n in MAIL_WORDS:
        return Check("mail", True, words.mail.format(n=n))
    short = n < MAIL_WORDS.start
    by = MAIL_WORDS.start - n if short else n - MAIL_WORDS[-1]
    told = (words.mail_short if short else words.mail_long).format(n=n, by=by)
    return Check("mail", False, told)


def _spoken(answer: Pitch, content: PitchContent) -> Check:
    words, spoken = content.checks, draft(answer, "spoken", content)
    fine = spoken.seconds <= MOST_SECONDS
    told = words.spoken if fine else words.spoken_long
    return Check("spoken", fine, told.format(seconds=spoken.seconds, most=MOST_SECONDS))


# There's no good length for a message to be judged by: it's cut to be short.
_LENGTHS: Final = {"mail": (_mail,), "spoken": (_spoken,)}


def _hidden(answer: Pitch) -> tuple[str, ...]:
    """Return the gaps in all parts, also where a form leaves the part out."""
    return tuple(dict.fromkeys(gap for part in PARTS for gap in gaps_in(answer.text(part))))


def _is_ours(text: str, part: Part, content: PitchContent) -> bool:
    """Say whether a part has only the words of its frame: a gap was deleted, not filled in."""
    return not set(_LETTERS.findall(text.casefold())) - _ours(part, content)


def _ours(part: Part, content: PitchContent) -> set[str]:
    """Return the words in the frames of a part, and in what may fill them."""
    words = content.starts
    of: dict[Part, tuple[str, ...]] = {
        "who": (words.who, *words.strengths.values()),
        "why": (words.goal, words.guidance),
        "why_you": (words.why_you, words.why_you_open, *words.qualities.values()),
        "commitment": (words.commitment,),
        "ask": (words.ask, *(kind.start for kind in content.ask_kinds.values())),
    }
    return set(_LETTERS.findall(without_gaps(" ".join(of[part])).casefold()))
