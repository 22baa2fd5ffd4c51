"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from exercises.closing.answer import ITEMS, Item
from exercises.content import Asked, Content, Words, names_each, takes
from exercises.plural import Plural, counts


class ItemWords(Words):
    """A statement to rate, and its short name for charts and tables."""

    name: str
    statement: str


class Screen(Words):
    """One of the two screens of ratings."""

    title: str
    intro: str
    turn: str


class Ratings(Words):
    """Wording of the ratings."""

    scale: Annotated[str, takes("lowest", "highest")]
    self_reported: str
    counted: str
    left: Annotated[str, takes("n")]
    now: Screen
    before: Screen


class Commitment(Words):
    """Wording of the commitment."""

    title: str
    private: str
    offer: str
    what: str
    what_example: str
    by: str


class Recommend(Words):
    """Wording of the recommendation."""

    title: str
    question: str
    scale: str


class PlanWords(Words):
    """Wording of the plan."""

    commitment: str
    by: Annotated[str, takes("day")]
    statement: str
    before: str
    now: str
    calendar: str


class Pictures(Words):
    """Wording of the room's pictures."""

    statement: str
    before: str
    now: str
    rated: str
    missing: str
    counted: Annotated[str, takes("column", "rating")]
    shift: Annotated[str, takes("name", "before", "now")]
    no_shift: str
    before_average: Annotated[str, takes("mean")]
    now_average: Annotated[str, takes("mean")]
    note_side: Annotated[Plural, counts("most", "rated")]
    note_shift: Annotated[str, takes("rated", "missing")]
    hidden: str
    from_to: Annotated[str, takes("least", "most")]
    score: str
    lowest: Annotated[str, takes("rating")]
    highest: Annotated[str, takes("rating")]
    share: str
    share_of_room: str
    recommend: Annotated[Plural, counts("n", "mean")]
    note_recommend: str
    what: str
    committed: str
    dated: str
    commitments: Annotated[str, takes("n", "dated")]
    no_commitments: str
    note_commitments: str


class ClosingContent(Content):
    """Everything a person reads at the close."""

    items: Annotated[dict[Item, ItemWords], names_each(*ITEMS)]
    ratings: Ratings
    commitment: Commitment
    recommend: Recommend
    plan: PlanWords
    pictures: Pictures

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        return Asked(self.what, tuple((i.name, i.statement) for i in self.items.values()))
