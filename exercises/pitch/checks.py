"""What a pitch is checked for, by plain rules; each says what to do."""

import re
from dataclasses import dataclass
from typing import Final

from exercises.pitch.answer import PARTS, Pitch
from exercises.pitch.forms import draft
from exercises.pitch.wording import PitchContent
from exercises.text import unspaced_words_in, words_in

# Replies to one vendor's 40 million mails peaked here; guidance, not law.
MAIL_WORDS: Final = range(75, 101)
MOST_SECONDS: Final = 60
MOST_ASK_WORDS: Final = 45
# So many words of why-you must be about this person.
OWN_WORDS: Final = 3

_QUESTION = re.compile("[?؟？]+")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True)
class Check:
    """One thing to look at: whether it is fine, and what it is or what to do."""

    slug: str
    fine: bool
    told: str


def checks(answer: Pitch, content: PitchContent) -> tuple[Check, ...]:
    """Return all six checks, in the order in which one would see to them."""
    return (
        _parts(answer, content),
        _question(answer, content),
        _small(answer, content),
        _profile(answer, content),
        _mail(answer, content),
        _spoken(answer, content),
    )


def _parts(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    missing = [content.parts[part].name for part in PARTS if part not in answer.parts]
    told = words.parts_missing.format(parts=words.comma.join(missing)) if missing else words.parts
    return Check("parts", not missing, told)


def _question(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    asked = sum(len(_QUESTION.findall(answer.text(part))) for part in PARTS)
    if not _QUESTION.search(answer.ask):
        return Check("question", False, words.question_none)
    if asked > 1:
        return Check("question", False, words.question_many.format(n=asked))
    return Check("question", True, words.question)


def _small(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    if words_in(answer.ask) > MOST_ASK_WORDS:
        return Check("small", False, words.ask_long.format(most=MOST_ASK_WORDS))
    said = set(_WORD.findall(answer.ask.casefold()))
    specific = re.search(r"\d", answer.ask) or said & set(words.sizes)
    return Check("small", bool(specific), words.ask if specific else words.ask_vague)


def _profile(answer: Pitch, content: PitchContent) -> Check:
    words = content.checks
    own = set(_WORD.findall(answer.why_you.casefold())) - set(words.generic)
    if not answer.why_you:
        return Check("profile", False, words.profile_none)
    fine = len(own) + unspaced_words_in(answer.why_you) >= OWN_WORDS
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
