"""What the plan says of an exercise: plain pieces that a page, a document or a print can show."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    """Running text; line breaks count."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list, under a few words that say what it lists."""

    title: str
    lines: tuple[str, ...]
    bulleted: bool = True  # not where each line brings its own number


@dataclass(frozen=True)
class Grid:
    """A table: the names of its columns, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """One exercise in the plan. All of it is text, what people wrote included: never markup."""

    title: str
    parts: tuple[Paragraph | Items | Grid, ...]
    key: str = ""  # by which one chooses it for a document; the exercise's own where it says none
    usual: bool = True  # whether it's in a document unless one leaves it out


@dataclass(frozen=True)
class Date:
    """A whole day for the calendar, and what is on."""

    on: date
    title: str
    details: str = ""
    item: str = ""  # what it is the day of: the same however its day, words or place change
    action: str = ""  # what to do, in the words that two steps have in common where it's the same
