"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from exercises.content import Asked, Content, Words, names_each
from exercises.quiz_text import QuizText, QuizWords
from exercises.roles.answer import ROLES, SCENARIOS, Role, Scenario


class RoleWords(Words):
    """One of the three roles: its name, its line in the key, and its part of the comparison."""

    name: str
    short: str
    does: str
    bring: str
    seek: str
    gives: str
    talks: str
    lasts: str


class Comparison(Words):
    """Headings of the comparison."""

    title: str
    overlap: str
    gives: str
    talks: str
    lasts: str


class ScenarioWords(Words):
    """A scenario: its short name, what happens, and why the right role is right."""

    name: str
    what: str
    why: str


class Overlap(Words):
    """A situation that two of the roles fit, and what we'd say to either."""

    name: str
    what: str
    told: str


class PlanWords(Words):
    """Wording of the plan."""

    whom: str
    chosen: str


class RolesContent(Content):
    """Everything a person reads before the first step."""

    roles: Annotated[dict[Role, RoleWords], names_each(*ROLES)]
    comparison: Comparison
    question: str
    scenarios: Annotated[dict[Scenario, ScenarioWords], names_each(*SCENARIOS)]
    overlap: Overlap
    quiz: QuizWords
    plan: PlanWords

    def told(self) -> QuizText:
        """Return the quiz in words."""
        return QuizText(
            {scenario: words.name for scenario, words in self.scenarios.items()},
            {role: words.name for role, words in self.roles.items()},
            self.quiz,
            self.locale,
        )

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        items = tuple((words.name, words.what) for words in self.scenarios.values())
        return Asked(self.question, items, tuple(words.name for words in self.roles.values()))
