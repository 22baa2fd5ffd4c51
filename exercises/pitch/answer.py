"""What one person gives in step 5, and what makes it valid."""

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

# What can begin with something of earlier steps.
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

    # The sentences that were on offer when a part was written: offered again only once they change.
    frames: Annotated[dict[Part, Text], PRIVATE] = Field(default_factory=dict)
    # What stood here before there were frames: older answers still have it, nothing reads it.
    begun_with: Annotated[dict[Part, Text], PRIVATE] = Field(default_factory=dict)
    # How often a field took up what was offered: each time it begins anew, under another key.
    times: Annotated[dict[Spot, Times], PRIVATE] = Field(default_factory=dict)

    def text(self, part: Part) -> str:
        """Return the words of a part."""
        return str(getattr(self, part))

    def is_written(self) -> bool:
        """Say whether any part has words."""
        return any(map(self.text, PARTS))

    def counted(self) -> Mapping[str, Any]:
        """Return which parts are there without a gap, and how many words all have together."""
        texts = {part: text for part in PARTS if (text := self.text(part))}
        return {
            "parts": tuple(part for part, text in texts.items() if not gaps_in(text)),
            "words": sum(words_in(without_gaps(text)) for text in texts.values()),
        }


def unwritten(answer: Pitch) -> tuple[Part, ...]:
    """Return the parts of which there is nothing yet; one with gaps is begun."""
    return tuple(p for p in PARTS if p not in answer.parts and not answer.text(p))


def core(answer: Pitch) -> tuple[int, int]:
    """Return how many parts are there without a gap, and of how many."""
    return len(answer.parts), len(PARTS)


def sample(rng: Random) -> Pitch:
    """Return a plausible synthetic answer: the commitment is left out most, many write too much."""
    likely = dict(zip(PARTS, (0.95, 0.9, 0.7, 0.5, 0.85), strict=True))
    parts = tuple(part for part in PARTS if rng.random() < likely[part])
    return Pitch(
        parts=parts,
        words=sum(max(4, round(rng.gauss(19, 8))) for _ in parts),
        ask_kind=rng.choices(ASK_KINDS, (4, 5, 2, 1))[0],
    )
