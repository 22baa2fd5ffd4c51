"""The answer to step 5, and what makes it valid."""

from collections.abc import Mapping
from random import Random
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import AfterValidator, Field

from exercises.counted import CountedAnswer
from exercises.exercise import PRIVATE, SHARED, Name
from exercises.pitch.gaps import gaps_in, without_gaps
from exercises.text import Typed, words_in

Part = Literal["who", "why", "why_you", "commitment", "ask"]
PARTS: Final[tuple[Part, ...]] = get_args(Part)

AskKind = Literal["mentor_me", "one_talk", "feedback", "introduction"]
ASK_KINDS: Final[tuple[AskKind, ...]] = get_args(AskKind)

# Fields that can start with something from earlier steps.
Spot = Literal["mentor", Part]
SPOTS: Final[tuple[Spot, ...]] = ("mentor", *PARTS)

MAX_TEXT: Final = 400
MAX_WORDS: Final = len(PARTS) * MAX_TEXT  # no part can have more words than characters
MAX_TIMES: Final = 999

Text = Annotated[str, Typed(MAX_TEXT)]
Times = Annotated[int, Field(ge=0, le=MAX_TIMES)]


def _each_once(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    if len(set(parts)) < len(parts):
        raise ValueError("names a part twice")
    return parts


class Pitch(CountedAnswer):
    """A pitch in five parts, who it's for, what it asks for, and who signs it."""

    mentor: Annotated[Name, PRIVATE] = ""
    who: Annotated[Text, PRIVATE] = ""
    why: Annotated[Text, PRIVATE] = ""
    why_you: Annotated[Text, PRIVATE] = ""
    commitment: Annotated[Text, PRIVATE] = ""
    ask: Annotated[Text, PRIVATE] = ""
    signature: Annotated[Name, PRIVATE] = ""
    ask_kind: Annotated[AskKind | None, SHARED] = None

    parts: Annotated[tuple[Part, ...], AfterValidator(_each_once), SHARED] = ()
    words: Annotated[int, Field(ge=0, le=MAX_WORDS), SHARED] = 0

    # The sentences on offer when a part was written: offered again only once they change.
    frames: Annotated[dict[Part, Text], PRIVATE] = Field(default_factory=dict)
    # Used before there were frames: older answers still have it, but nothing reads it.
    begun_with: Annotated[dict[Part, Text], PRIVATE] = Field(default_factory=dict)
    # How often a field took up an offer: each time it starts afresh, under a new key.
    times: Annotated[dict[Spot, Times], PRIVATE] = Field(default_factory=dict)

    def text(self, part: Part) -> str:
        """Return the text of a part."""
        return str(getattr(self, part))

    def is_written(self) -> bool:
        """Say whether any part has text."""
        return any(map(self.text, PARTS))

    def counted(self) -> Mapping[str, Any]:
        """Return the parts without gaps, and the number of words in all parts together."""
        texts = {part: text for part in PARTS if (text := self.text(part))}
        return {
            "parts": tuple(part for part, text in texts.items() if not gaps_in(text)),
            "words": sum(words_in(without_gaps(text)) for text in texts.values()),
        }


def unwritten(answer: Pitch) -> tuple[Part, ...]:
    """Return the parts with nothing in them; one with gaps counts as started."""
    return tuple(p for p in PARTS if p not in answer.parts and not answer.text(p))


def core(answer: Pitch) -> tuple[int, int]:
    """Return how many parts are complete, without gaps, and of how many."""
    return len(answer.parts), len(PARTS)


def sample(rng: Random) -> Pitch:
    """Return a plausible invented answer: commitments are rarest, and many write too much."""
    likely = dict(zip(PARTS, (0.95, 0.9, 0.7, 0.5, 0.85), strict=True))
    parts = tuple(part for part in PARTS if rng.random() < likely[part])
    return Pitch(
        parts=parts,
        words=sum(max(4, round(rng.gauss(19, 8))) for _ in parts),
        ask_kind=rng.choices(ASK_KINDS, (4, 5, 2, 1))[0],
    )
