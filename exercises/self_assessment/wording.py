"""The shape of this exercise's content file; what it says is in content.<language>.toml."""

from typing import Annotated

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.self_assessment.answer import COLUMNS, COMPETENCIES, Column, Competency


class ColumnWords(Words):
    """A column of the grid: its short name, its question, and what the question means."""

    name: str
    question: str
    help: str


class Ask(Words):
    """Wording of the inputs."""

    private: str
    counted: str
    which: str
    goal: Annotated[str, takes("n")]
    earlier: Annotated[str, takes("n")]
    no_goals: str
    words: str
    words_example: str
    readiness: Annotated[str, takes("low", "high")]
    low: str
    high: str


class PlanWords(Words):
    """Wording of the plan."""

    goal: Annotated[str, takes("goal")]
    unnamed: str
    own: Annotated[str, takes("text")]
    readiness: Annotated[str, takes("n", "most")]


class Pictures(Words):
    """Wording of the room's pictures."""

    grid: Annotated[str, takes("growth", "growth_share", "strength", "strength_share")]
    no_grid: str
    help: Annotated[str, takes("competency", "share")]
    no_help: str
    ready: Annotated[str, takes("share")]
    no_ready: str
    competency: str
    paired: str
    want: str
    have: str
    rating: str
    share: str
    note_grid: str
    note_help: str
    note_ready: str


class SelfAssessmentContent(Content):
    """Everything a person reads in step 2."""

    competencies: Annotated[dict[Competency, str], names_each(*COMPETENCIES)]
    columns: Annotated[dict[Column, ColumnWords], names_each(*COLUMNS)]
    ask: Ask
    plan: PlanWords
    pictures: Pictures

    def asked(self) -> Asked:
        """Return what people answer, for the stage."""
        items = tuple((name, "") for name in self.competencies.values())
        return Asked(self.what, items, tuple(words.name for words in self.columns.values()))
