"""The room's pictures of step 6: how often people want to talk, and what they would settle."""

from collections.abc import Sequence
from typing import Any, cast

import pandas as pd

from exercises import charts
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.nurture.wording import NurtureContent

Named = list[tuple[str, float]]


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw the rhythm and the clauses that a room chose; nothing where nobody answered."""
    if not summary["n"]:
        return []
    worded = cast(NurtureContent, content)  # EXERCISE pairs the two
    words, rows = worded.pictures, cast(dict[str, list[dict[str, Any]]], summary)
    rhythms = [(worded.cadences[row["cadence"]], row["share"]) for row in rows["cadences"]]
    clauses = [(worded.clauses[row["clause"]].name, row["share"]) for row in rows["clauses"]]

    def drawn(slug: str, named: Named, told: Sequence[str]) -> Picture:
        template, none, column, note = told
        ordered = sorted(named, key=lambda pair: -pair[1])
        most = ordered[0][1]
        leaders = [name for name, share in ordered if share == most] if most else []
        table = pd.DataFrame(ordered, columns=[column, words.share])
        style = charts.Style(theme, lambda share: words.percent.format(n=f"{share:.0%}"[:-1]), note)
        headline = (template if leaders else none).format(
            names=words.comma.join(leaders), share=style.in_words(most)
        )
        return Picture(slug, headline, charts.bars(table, style, leading=len(leaders)), table)

    return [
        drawn(
            "cadence",
            rhythms,
            (words.cadence, words.no_cadence, words.of_cadence, words.note_cadence),
        ),
        drawn(
            "clauses", clauses, (words.clause, words.no_clause, words.of_clause, words.note_clause)
        ),
    ]
