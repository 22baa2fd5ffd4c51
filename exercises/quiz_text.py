"""A quiz in words: what its content file must define, and the names of its items and options."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from exercises.content import Words, takes
from exercises.formats import listed, number, percent
from exercises.plural import Plural, counts


class QuizWords(Words):
    """Wording of the vote, the reveal and the room's pictures."""

    counted: str
    yours: str
    chose: Annotated[str, takes("item", "option")]
    right: Annotated[str, takes("option", "why")]
    other: Annotated[str, takes("option", "why")]
    open: str
    item: str
    answer: str
    # Where a room agreed most and least: on one item, a few, or many; `level` is for all items.
    quoted: Annotated[str, takes("name")]
    answered: Annotated[str, takes("name", "option")]  # an item with its most common answer
    level: Annotated[Plural, counts("of", "item", "option", "share")]
    clear: Annotated[str, takes("item", "option", "share")]
    clear_some: Annotated[str, takes("items", "share")]
    clear_many: Annotated[Plural, counts("count", "of", "share")]
    divided: Annotated[str, takes("item", "option", "share")]
    divided_level: Annotated[str, takes("item", "options", "share")]
    divided_some: Annotated[str, takes("items", "share")]
    divided_many: Annotated[Plural, counts("count", "of", "share")]
    # How often a room was right, once the right answers are shown.
    right_level: Annotated[Plural, counts("of", "item", "share")]
    most_right: Annotated[str, takes("item", "share")]
    most_right_some: Annotated[str, takes("items", "share")]
    most_right_many: Annotated[Plural, counts("count", "of", "share")]
    least_right: Annotated[str, takes("item", "share")]
    least_right_some: Annotated[str, takes("items", "share")]
    least_right_many: Annotated[Plural, counts("count", "of", "share")]
    note: str
    note_answers: str
    hidden: str  # about items that too few people answered
    hidden_moves: str
    moved_most: Annotated[str, takes("item", "before", "after")]
    moved_some: Annotated[str, takes("items")]
    moved_many: Annotated[Plural, counts("count", "of")]
    nobody_moved: str
    stayed_right: str
    became_right: str
    became_wrong: str
    stayed_wrong: str
    note_moves: str
    before: str
    after: str
    before_right: str
    before_other: str
    after_right: str
    after_other: str
    share: str
    flowed: Annotated[str, takes("right", "wrong")]
    note_flow: str


@dataclass(frozen=True)
class QuizText:
    """A quiz in words: the short names of its items and options, and all other wording."""

    items: Mapping[str, str]
    options: Mapping[str, str]
    words: QuizWords
    language: str

    def numbered(self, item: str) -> str:
        """Return an item's number and name, as people saw them when choosing."""
        return f"{list(self.items).index(item) + 1} · {self.items[item]}"

    def quoted(self, items: Iterable[str]) -> str:
        """Return items as a list in a sentence."""
        names = (self.words.quoted.format(name=self.items[item]) for item in items)
        return listed(names, self.language, in_sentence=True)

    def percent(self, share: float) -> str:
        """Format a share as a percentage."""
        return percent(share, self.language)

    def hundredths(self, share: float) -> str:
        """Format a share without the sign, where a note explains it."""
        return number(100 * share, self.language, 0)
