"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated, Literal

from pydantic import Field

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.pitch.answer import ASK_KINDS, PARTS, AskKind, Part
from exercises.plural import Plural, counts

_FORMS = ("spoken", "mail", "message")
_BANDS = ("none", "few", "short", "right", "long", "too_long")


class PartWords(Words):
    """A part of the pitch: its name, what belongs in it, and an example."""

    name: str
    help: str
    example: str


class AskKindWords(Words):
    """A kind of ask: its name, the subject of its email, and the frame of its question."""

    name: str
    subject: str
    start: str


class FormWords(Words):
    """A form of the pitch: its name, and the text around the parts.

    The open ones are for when a name isn't known, or doesn't suit a greeting.
    """

    name: str
    greeting: Annotated[str, takes("name")]
    greeting_open: str
    thanks: Annotated[str, takes("name")]
    thanks_open: str
    between: str


class Ask(Words):
    """Wording of the inputs."""

    private: str
    counted: str
    mentor: str
    mentor_known: str
    mentor_example: str
    mentor_help: str
    signature: str
    signature_example: str
    signature_help: str
    kind: str
    kind_help: str
    offer: Annotated[str, takes("text")]
    offer_new: Annotated[str, takes("text")]
    use: Annotated[str, takes("part")]
    add: Annotated[str, takes("part")]
    keep: Annotated[str, takes("part")]
    start_all: str
    start_all_help: str
    beside: str


class Starts(Words):
    """The frames that parts start with: sentences with gaps, or with facts in their place."""

    who: Annotated[str, takes("strength")]
    strength_gap: str
    goal: Annotated[str, takes("text")]
    goal_gap: str
    guidance: Annotated[str, takes("text")]
    guidance_gap: str
    first_person: tuple[str, ...]  # text that starts with one of these is a complete sentence
    goal_begins: tuple[str, ...]  # how a goal starts that continues its frame
    guidance_begins: tuple[str, ...]
    why_you: Annotated[str, takes("quality")]
    why_you_open: str
    commitment: str
    ask: str
    strengths: dict[str, str]
    qualities: dict[str, str]


class Checks(Words):
    """What the checks say, and the words they look for, in lower case."""

    gaps: str
    gaps_left: Annotated[str, takes("gaps")]
    gaps_bare: Annotated[str, takes("parts")]
    parts: str
    parts_missing: Annotated[str, takes("parts")]
    question: str
    question_none: str
    question_many: Annotated[Plural, counts("n")]
    ask: str
    ask_vague: str
    ask_long: Annotated[str, takes("most")]
    profile: str
    profile_none: str
    profile_generic: str
    mail: Annotated[Plural, counts("n")]
    mail_short: Annotated[Plural, counts("n", "by")]
    mail_long: Annotated[Plural, counts("n", "by")]
    spoken: Annotated[Plural, counts("seconds", "most")]
    spoken_long: Annotated[str, takes("seconds", "most")]
    sizes: tuple[str, ...]
    generic: tuple[str, ...]
    moments: tuple[str, ...]


class Preview(Words):
    """Wording of the preview, and of the buttons for taking it elsewhere."""

    title: str
    empty: str
    form: str
    subject: Annotated[str, takes("subject")]
    length: Annotated[Plural, counts("seconds", "words")]
    length_aside: str
    left_out: Annotated[str, takes("parts")]
    cut: Annotated[str, takes("parts")]
    copy_it: str
    copied: str
    mail: str
    download: str
    file: str
    unfinished: str
    # Where one can say "you" in two ways, which of them we took.
    address: Annotated[str, Field(min_length=0)] = ""
    checks: str
    ready: str
    more_checks: str
    checks_later: str
    fine: str
    to_do: str


class Rehearsal(Words):
    """Wording of the rehearsal timer."""

    title: str
    intro: Annotated[str, takes("most")]
    name: str
    start: str
    stop: str
    again: str
    elapsed: Annotated[str, takes("seconds", "target")]
    over: Annotated[str, takes("target")]
    stopped: Annotated[str, takes("seconds", "target")]


class PlanWords(Words):
    """Wording of the plan."""

    about: str
    mentor: Annotated[str, takes("name")]
    kind: Annotated[str, takes("kind")]
    words: Annotated[Plural, counts("n")]
    missing: Annotated[str, takes("parts")]
    gaps: Annotated[str, takes("gaps")]


class Pictures(Words):
    """Wording of the room's pictures."""

    part: str
    share: str
    parts_all: str
    parts: Annotated[str, takes("names", "share")]
    parts_none: str
    note_parts: str
    band: str
    bands: Annotated[
        dict[Literal["none", "few", "short", "right", "long", "too_long"], str], names_each(*_BANDS)
    ]
    words: Annotated[str, takes("share", "median")]
    words_none: str
    note_words: str
    kind: str
    kinds: Annotated[str, takes("names", "share")]
    kinds_none: str
    note_kinds: str


class PitchContent(Content):
    """Everything a person reads in step 5."""

    open_subject: str
    parts: Annotated[dict[Part, PartWords], names_each(*PARTS)]
    ask_kinds: Annotated[dict[AskKind, AskKindWords], names_each(*ASK_KINDS)]
    forms: Annotated[dict[Literal["spoken", "mail", "message"], FormWords], names_each(*_FORMS)]
    ask: Ask
    starts: Starts
    checks: Checks
    preview: Preview
    rehearsal: Rehearsal
    plan: PlanWords
    pictures: Pictures

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        return Asked(self.what, tuple((part.name, part.help) for part in self.parts.values()))
