"""The room's charts for step 6: how often people want to meet, and what they'd agree on."""

from typing import Any, cast

from exercises.chosen import ChosenWords, chosen
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.nurture.wording import NurtureContent


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw the rhythm and the clauses that a room chose; nothing if no one answered."""
    if not summary["n"]:
        return []
    worded = cast(NurtureContent, content)  # EXERCISE pairs the two
    words, rows = worded.pictures, cast(dict[str, list[dict[str, Any]]], summary)
    rhythms = [(worded.cadences[row["cadence"]], row["share"]) for row in rows["cadences"]]
    clauses = [(worded.clauses[row["clause"]].name, row["share"]) for row in rows["clauses"]]

    def worded_as(headline: str, nobody: str, option: str, note: str) -> ChosenWords:
        return ChosenWords(headline, nobody, option, words.share, note)

    of_cadence = worded_as(words.cadence, words.no_cadence, words.of_cadence, words.note_cadence)
    of_clause = worded_as(words.clause, words.no_clause, words.of_clause, words.note_clause)
    return [
        chosen("cadence", rhythms, of_cadence, worded.locale, theme),
        chosen("clauses", clauses, of_clause, worded.locale, theme),
    ]
