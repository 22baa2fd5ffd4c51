"""The room's charts for step 1: what people want a mentor for, and for how long."""

from typing import Any, cast

from exercises.chosen import ChosenWords, chosen
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.goals.wording import GoalsContent


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw purposes and horizons; nothing if no one answered."""
    if not summary["n"]:
        return []
    worded = cast(GoalsContent, content)  # EXERCISE pairs the two
    words, rows = worded.pictures, cast(dict[str, list[dict[str, Any]]], summary)

    def worded_as(headline: str, nobody: str, option: str) -> ChosenWords:
        return ChosenWords(headline, nobody, option, words.share, words.note)

    purposes = [(worded.purposes[row["purpose"]], row["share"]) for row in rows["purposes"]]
    horizons = [(worded.horizons[row["horizon"]], row["share"]) for row in rows["horizons"]]
    of_purpose = worded_as(words.purpose, words.no_purpose, words.of_purpose)
    of_horizon = worded_as(words.horizon, words.no_horizon, words.of_horizon)
    return [
        chosen("purposes", purposes, of_purpose, worded.locale, theme),
        chosen("horizons", horizons, of_horizon, worded.locale, theme),
    ]
