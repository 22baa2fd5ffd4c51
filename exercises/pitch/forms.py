"""A pitch put together in three forms: said aloud, as a mail, as a short message."""

import re
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal, get_args
from urllib.parse import quote

from exercises.pitch.answer import PARTS, Part, Pitch
from exercises.pitch.wording import PitchContent
from exercises.text import within, words_in

Form = Literal["spoken", "mail", "message"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

WORDS_A_MINUTE: Final = 140

_ENDS: Final = ".!?…。！？؟।"
_FIRST_SENTENCE = re.compile(rf".+?(?:[。！？]+|[{_ENDS}]+(?=\s|$))", re.DOTALL)


@dataclass(frozen=True)
class Draft:
    """A pitch in one form; `words` are one's own, without greeting and thanks."""

    subject: str
    text: str
    words: int

    @property
    def seconds(self) -> int:
        """How long it takes to say aloud."""
        return seconds(self.words)

    @property
    def mailto(self) -> str:
        """The link that opens it in a mail program."""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"mailto:?subject={quote(self.subject, safe='')}&body={body}"


def seconds(words: int) -> int:
    """Return how long so many words take to say."""
    return ceil(words * 60 / WORDS_A_MINUTE)


def draft(answer: Pitch, form: Form, content: PitchContent) -> Draft:
    """Return the pitch in one form, made of the parts that there are."""
    words = content.forms[form]
    pieces = _pieces(answer, form)
    name = within(answer.mentor)
    greeting = (words.greeting if name else words.greeting_open).format(name=name)
    # Those that share a line with our words keep their own direction in it.
    shown = pieces if "\n" in words.between else map(within, pieces)
    kind = answer.ask_kind
    return Draft(
        subject=content.ask_kinds[kind].subject if kind else content.open_subject,
        text=words.between.join((greeting, *shown, words.thanks)),
        words=sum(map(words_in, pieces)),
    )


def all_forms(answer: Pitch, content: PitchContent) -> str:
    """Return the three forms below each other, as a text to keep."""
    written = {form: draft(answer, form, content) for form in FORMS}
    return "\n\n\n".join(
        "\n\n".join(filter(None, (_titled(form, content), _subject(form, d, content), d.text)))
        for form, d in written.items()
    )


def _titled(form: Form, content: PitchContent) -> str:
    return content.forms[form].name.upper()


def _subject(form: Form, written: Draft, content: PitchContent) -> str:
    return content.preview.subject.format(subject=written.subject) if form == "mail" else ""


def _pieces(answer: Pitch, form: Form) -> tuple[str, ...]:
    """Return the parts as sentences; a message has the first of each, and the whole ask."""
    there = {part: _ended(answer.text(part)) for part in PARTS if answer.text(part)}
    if form != "message":
        return tuple(there.values())
    short: tuple[Part, ...] = ("who", "why_you")
    first = tuple(_first_sentence(there[part]) for part in short if part in there)
    return (*first, *((there["ask"],) if "ask" in there else ()))


def _ended(text: str) -> str:
    return text if text[-1] in _ENDS else f"{text}."


def _first_sentence(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else text
