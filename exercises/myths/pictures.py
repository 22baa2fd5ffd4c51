"""The room's charts for the myths: what it believed, and who moved between two votes."""

from typing import cast

from exercises import quiz
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.myths.answer import QUIZ
from exercises.myths.wording import MythsContent


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw what a room thought of each statement."""
    return quiz.votes(summary, cast(MythsContent, content).told(), theme)  # EXERCISE pairs them


def pictures_with_answers(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw the same with the right answers marked."""
    return quiz.votes(summary, cast(MythsContent, content).told(), theme, QUIZ.right)


def moves(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw what became of each choice between two votes."""
    return quiz.moves(summary, cast(MythsContent, content).told(), theme)


def holds(content: MythsContent) -> tuple[tuple[str, str, str], ...]:
    """Return what was asked, what's right and why, item by item."""
    options = content.told().options
    return tuple(
        (words.what, options[QUIZ.right[item]], words.why)
        for item, words in content.statements.items()
    )
