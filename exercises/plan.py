"""What the plan says about an exercise: plain parts that any page, document or print can show."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Paragraph:
    """Running text, with its line breaks."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list with a short title."""

    title: str
    lines: tuple[str, ...]
    bulleted: bool = True  # false if each line brings its own number


@dataclass(frozen=True)
class Grid:
    """A table: column names, and rows of as many cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def without_empty_columns(self) -> "Grid":
        """Return the table without the columns that no row fills."""
        told = [i for i in range(len(self.columns)) if any(row[i] for row in self.rows)]
        rows = tuple(tuple(row[i] for i in told) for row in self.rows)
        return Grid(tuple(self.columns[i] for i in told), rows)


@dataclass(frozen=True)
class Section:
    """One exercise in the plan, all in plain text, including what people wrote: never markup."""

    title: str
    parts: tuple[Paragraph | Items | Grid, ...]
    key: str = ""  # identifies it when choosing; defaults to the exercise's
    usual: bool = True  # whether a document includes it by default


@dataclass(frozen=True)
class Date:
    """An all-day entry for the calendar."""

    on: date
    title: str
    details: str = ""
    item: str = ""  # identifies it, even if its date, words or place change
    action: str = ""  # what to do, in words that two steps share if it's the same


@dataclass(frozen=True)
class ToDo:
    """Something to do that has no date yet."""

    title: str
    action: str  # as a `Date` has it
