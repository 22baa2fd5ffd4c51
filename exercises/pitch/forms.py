"""A pitch put together in three forms: spoken, as an email, and as a short message."""

import re
from dataclasses import dataclass
from math import ceil
from typing import Final, Literal, get_args
from urllib.parse import quote

from exercises.pitch.answer import PARTS, Part, Pitch
from exercises.pitch.gaps import ENDS, ended, gaps_in, is_foreign, without_gaps
from exercises.pitch.person import greetable
from exercises.pitch.wording import FormWords, PitchContent
from exercises.text import within, words_in

Form = Literal["spoken", "mail", "message"]
FORMS: Final[tuple[Form, ...]] = get_args(Form)

WORDS_A_MINUTE: Final = 140

# Above this many words, a message has only the first sentence of each part except the ask.
MESSAGE_WORDS: Final = 65
# A full stop after a short word, as in "Dr. Mendes" or "e.g. this", doesn't end a sentence.
_FIRST_SENTENCE = re.compile(
    rf".+?(?:[。！？]+|(?<=[^\W_]{{4}})[{ENDS}]+(?=\s+[^a-z\s])|[!?…؟।]+(?=\s+[^a-z\s]))", re.DOTALL
)


@dataclass(frozen=True)
class Draft:
    """A pitch in one form; `words` counts those of the parts, without gaps, greeting and thanks."""

    subject: str
    text: str
    words: int

    @property
    def gaps(self) -> tuple[str, ...]:
        """What still has to be filled in before it can be sent."""
        return gaps_in(self.text)

    @property
    def seconds(self) -> int:
        """How many seconds it takes to say aloud."""
        return seconds(self.words)

    @property
    def mailto(self) -> str:
        """The link that opens it in an email program."""
        body = quote(self.text.replace("\n", "\r\n"), safe="")
        return f"mailto:?subject={quote(self.subject, safe='')}&body={body}"


def seconds(words: int) -> int:
    """Return how many seconds it takes to say this many words."""
    return ceil(words * 60 / WORDS_A_MINUTE)


def draft(answer: Pitch, form: Form, content: PitchContent) -> Draft:
    """Return the pitch in one form, from the parts written so far."""
    words, kind = content.forms[form], answer.ask_kind
    pieces = _pieces(answer, form)
    # Around a pitch in Hebrew or Japanese, our "Hello" would be out of place, but names are fine.
    foreign = is_foreign(" ".join(pieces), content.what)
    subject = content.ask_kinds[kind].subject if kind else content.open_subject
    # Parts that share a line with our words keep their own direction.
    shown = pieces if "\n" in words.between else map(within, pieces)
    around = (_greeting(answer, words, foreign), *shown, _thanks(answer, words, foreign))
    return Draft(
        subject="" if foreign else subject,
        text=words.between.join(filter(None, around)),
        words=sum(words_in(without_gaps(piece)) for piece in pieces),
    )


def _greeting(answer: Pitch, words: FormWords, foreign: bool) -> str:
    name = within(answer.mentor)
    if not greetable(answer.mentor):
        return " ".join(gaps_in(words.greeting_open)) if foreign else words.greeting_open
    return name if foreign else words.greeting.format(name=name)


def _thanks(answer: Pitch, words: FormWords, foreign: bool) -> str:
    name = within(answer.signature)
    if foreign:
        return name if name and "{name}" in words.thanks else " ".join(gaps_in(words.thanks_open))
    return words.thanks.format(name=name) if name else words.thanks_open


def all_forms(answer: Pitch, content: PitchContent) -> str:
    """Return the three forms one after another, as a text to keep."""
    written = {form: draft(answer, form, content) for form in FORMS}
    return "\n\n\n".join(
        "\n\n".join(filter(None, (_titled(form, content), _subject(form, d, content), d.text)))
        for form, d in written.items()
    )


def _titled(form: Form, content: PitchContent) -> str:
    return content.forms[form].name


def _subject(form: Form, written: Draft, content: PitchContent) -> str:
    shown = form == "mail" and written.subject
    return content.preview.subject.format(subject=written.subject) if shown else ""


def left_out(answer: Pitch, form: Form) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the written parts that a form leaves out, and those of which it has the beginning."""
    whole, there = _written(answer), _sentences(answer, form)
    gone = tuple(part for part in whole if part not in there)
    return gone, tuple(part for part, text in there.items() if text != whole[part])


def _pieces(answer: Pitch, form: Form) -> tuple[str, ...]:
    return tuple(_sentences(answer, form).values())


def _sentences(answer: Pitch, form: Form) -> dict[Part, str]:
    """Return the parts as sentences; a message is shorter, but keeps the why and the whole ask."""
    there = _written(answer)
    if form != "message":
        return there
    there.pop("commitment", None)
    if sum(map(words_in, there.values())) > MESSAGE_WORDS:
        there |= {part: _gist(text) for part, text in there.items() if part != "ask"}
    return there


def _written(answer: Pitch) -> dict[Part, str]:
    return {part: ended(answer.text(part)) for part in PARTS if answer.text(part)}


def _gist(text: str) -> str:
    found = _FIRST_SENTENCE.match(text)
    return found[0] if found else text
