"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated, cast

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.plural import Plural, counts
from exercises.self_assessment.answer import (
    CHALLENGES,
    COLUMNS,
    COMPETENCIES,
    Challenge,
    Column,
    Competency,
)


class ColumnWords(Words):
    """A column of the grid: its short name, its question, and what the question means."""

    name: str
    question: str
    help: str


class Ask(Words):
    """Wording of the inputs."""

    private: str
    counted: str
    up_to: str
    which: str
    goal: Annotated[str, takes("n")]
    goal_named: Annotated[str, takes("goal", "n")]
    earlier: Annotated[str, takes("n")]
    earlier_named: Annotated[str, takes("goal")]
    too_many: Annotated[Plural, counts("n")]
    no_goals: str
    words: str
    words_example: str
    readiness: str


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
    challenge: Annotated[str, takes("names", "share")]
    no_challenge: str
    no_help: str
    ready: Annotated[str, takes("share")]
    no_ready: str
    competency: str
    of_challenge: str
    share_of_answers: str
    note_challenges: str
    paired: str
    want: str
    have: str
    rating: str
    lowest: Annotated[str, takes("rating")]
    highest: Annotated[str, takes("rating")]
    share: str
    note_grid: str
    note_help: str
    note_ready: str


class SelfAssessmentContent(Content):
    """Everything a person reads in step 2."""

    competencies: Annotated[dict[Competency, str], names_each(*COMPETENCIES)]
    challenges: Annotated[dict[Challenge, str], names_each(*CHALLENGES)]
    columns: Annotated[dict[Column, ColumnWords], names_each(*COLUMNS)]
    ask: Ask
    plan: PlanWords
    pictures: Pictures

    def called(self, pick: str) -> str:
        """Return the name of a competency or a challenge."""
        if pick in self.challenges:
            return self.challenges[pick]
        return self.competencies[cast(Competency, pick)]

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        items = tuple((self.competencies[competency], "") for competency in COMPETENCIES)
        return Asked(self.what, items, tuple(words.name for words in self.columns.values()))
