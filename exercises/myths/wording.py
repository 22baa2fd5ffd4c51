"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from exercises.content import Asked, Content, Words, names_each
from exercises.myths.answer import JUDGEMENTS, STATEMENTS, Judgement, Statement
from exercises.quiz_text import QuizText, QuizWords


class StatementWords(Words):
    """A statement: its short name, its text, and why it's true or not."""

    name: str
    what: str
    why: str


class PlanWords(Words):
    """Wording of the plan."""

    judged: str


class MythsContent(Content):
    """Everything a person reads after the last step."""

    judgements: Annotated[dict[Judgement, str], names_each(*JUDGEMENTS)]
    question: str
    statements: Annotated[dict[Statement, StatementWords], names_each(*STATEMENTS)]
    quiz: QuizWords
    plan: PlanWords

    def told(self) -> QuizText:
        """Return the quiz in words."""
        return QuizText(
            {statement: words.name for statement, words in self.statements.items()},
            {judgement: self.judgements[judgement] for judgement in JUDGEMENTS},
            self.quiz,
            self.locale,
        )

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        items = tuple((words.name, words.what) for words in self.statements.values())
        return Asked(self.question, items, tuple(self.judgements.values()))
