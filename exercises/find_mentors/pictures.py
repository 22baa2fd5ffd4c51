"""The room's chart for step 4: routes that people have tried, and routes they'll try."""

from typing import Any, cast

import pandas as pd

from exercises import charts
from exercises.content import Content
from exercises.exercise import Picture, Summary, Theme
from exercises.find_mentors.answer import STATES
from exercises.find_mentors.wording import FindMentorsContent
from exercises.formats import listed, number, percent

Row = dict[str, Any]


def pictures(summary: Summary, content: Content, theme: Theme) -> list[Picture]:
    """Draw where a room stands with each route; nothing if no one answered."""
    if not summary["n"]:
        return []
    worded = cast(FindMentorsContent, content)  # EXERCISE pairs the two
    words, rows = worded.picture, _said(summary)
    if not rows:
        return []
    shares = {
        worded.states[state].name: [row[f"{state}_share"] for row in rows] for state in STATES
    }
    # Computed from counts, because 1 minus three shares is rarely exactly 0.
    left = [summary["n"] - sum(row[f"n_{state}"] for state in STATES) for row in rows]
    shares[words.open] = [n / summary["n"] for n in left]
    table = pd.DataFrame({words.route: [worded.routes[r["route"]].name for r in rows], **shares})
    note = words.note if len(rows) == len(summary["rows"]) else f"{words.note} {words.hidden}"
    style = charts.Style(theme, lambda share: number(100 * share, worded.locale, 0), note)
    figure = charts.stacked(table, style, ordered=False)
    return [Picture("routes", _headline(rows, worded), figure, table)]


def _said(summary: Summary) -> list[Row]:
    """Return the routes that anything is known about."""
    rows = cast(list[Row], summary["rows"])
    return [row for row in rows if any(row[f"n_{state}"] for state in STATES)]


def _headline(rows: list[Row], content: FindMentorsContent) -> str:
    """Say what the shown routes say; nothing is known about those that too few answered."""
    words = content.picture
    tried, tried_share = _most(rows, "tried_share", content)
    upcoming, next_share = _most(rows, "will_try_share", content)
    by_what_there_is = {
        (True, True): words.both,
        (True, False): words.only_tried,
        (False, True): words.only_next,
        (False, False): words.none,
    }
    return by_what_there_is[bool(tried), bool(upcoming)].format(
        tried=tried, tried_share=tried_share, next=upcoming, next_share=next_share
    )


def _most(rows: list[Row], figure: str, content: FindMentorsContent) -> tuple[str, str]:
    """Return the names of the routes with the highest share, and that share; "" if it's 0."""
    most = max(row[figure] for row in rows)
    leaders = [content.routes[row["route"]].name for row in rows if row[figure] == most]
    return listed(leaders if most else (), content.locale), percent(most, content.locale)
