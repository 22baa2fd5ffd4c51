"""A cache of recently drawn charts, shared by everyone who looks at the same ones."""

from typing import Any, Final

import streamlit as st

from data.cohorts import Cohort
from data.rooms import RoomSummary
from exercises import Exercise
from exercises.exercise import Picture, Pictures, Theme, telling
from pages.shared.language import spoken


def pictures(
    cohort: Cohort,
    exercise: Exercise,
    summary: RoomSummary,
    which: str,
    draw: Pictures | None = None,
) -> list[Picture]:
    """Return a summary's charts, drawn once for everyone who looks at the same summary."""
    asked = (cohort.code, exercise.slug, which, theme(), spoken())
    drawn = _drawn.get(asked)
    if drawn is None or drawn[0] is not summary:
        seen = {"n": summary.n, **summary.parts}
        draw = draw or exercise.pictures
        drawn = (summary, telling(draw(seen, exercise.content(spoken()), theme())))
        _drawn.pop(asked, None)
        _drawn[asked] = drawn
        _keep_the_last(_drawn, _DRAWN_KEPT)
    return drawn[1]


# The most recently drawn charts, each with its summary.
_drawn: dict[tuple[str, str, str, Theme, str], tuple[RoomSummary, list[Picture]]] = {}
_DRAWN_KEPT: Final = 200  # a few rooms at a time, each exercise in both themes


def _keep_the_last(kept: dict[Any, Any], most: int) -> None:
    """Drop the oldest entries. Several threads may do so at once."""
    for oldest in list(kept)[:-most]:
        kept.pop(oldest, None)


def theme() -> Theme:
    """Return the theme that this browser uses."""
    return "dark" if st.context.theme.type == "dark" else "light"


def as_text(picture: Picture) -> str:
    """Return a chart's table as Markdown, because a data frame would cost as much as the chart."""
    known = _texts.get(id(picture))
    if known is None or known[0] is not picture:
        names = list(map(str, picture.table.columns))
        lines = [names, ["---"] * len(names), *picture.rows(spoken())]
        known = (picture, "\n".join(f"| {' | '.join(map(_inert, line))} |" for line in lines))
        _texts[id(picture)] = known
        _keep_the_last(_texts, _TEXTS_KEPT)
    return known[1]


# The most recently shown charts, each with its table as text.
_texts: dict[int, tuple[Picture, str]] = {}
_TEXTS_KEPT: Final = 200


def _inert(cell: str) -> str:
    return cell.replace("|", "\\|")
