"""Chart downloads: as an image that the browser makes, or the data as a table."""

import textwrap
from pathlib import Path

import streamlit as st

from data.cohorts import Cohort
from exercises import formats, sizes
from exercises.exercise import Picture
from pages.http import assets
from pages.http.running import running
from pages.shared import clock
from pages.shared.language import spoken, words

# Characters per line at the width that files.js draws, whatever font the browser uses.
_HEADLINE, _NOTE = 66, 84

_HERE = Path(__file__).parents[1] / "browser"
_files = st.components.v2.component(
    "workshop_files",
    html="<div><button type='button'></button><button type='button'></button>"
    "<a></a><span role='status'></span></div>",
    css=(_HERE / "files.css").read_text(encoding="utf-8"),
    js=(_HERE / "files.js").read_text(encoding="utf-8"),
)


def foot(cohort: Cohort, answers: str) -> str:
    """Return a saved chart's footer: the room, its number of answers, and the date."""
    moments = running().store.rooms.first_and_last(cohort.code)
    on = clock.day_of(moments[1]) if moments else clock.today()
    day = formats.day(on, spoken()).replace(" ", "\N{NO-BREAK SPACE}")
    return " · ".join((cohort.title, answers, day))


def offer(slug: str, which: str, picture: Picture, below: str) -> None:
    """Offer the chart of an exercise and a vote as PNG, SVG and CSV files."""
    told, note = words().group, sizes.said_around(picture.figure).note
    place = f"picture-{slug}-{which}-{picture.slug}"
    vote = f"?vote={which}" if which != "only" else ""
    name = "-".join((slug, picture.slug, *([which] if vote else [])))
    _files(
        key=f"files-{place}",
        data={
            "place": place,
            "name": name,
            "headline": picture.headline,
            "above": textwrap.wrap(picture.headline, _HEADLINE),
            "below": textwrap.wrap(note, _NOTE) + textwrap.wrap(below, _NOTE),
            "script": f"/assets/{assets.PLOTLY}",
            "csv": f"/api/cohorts/{_code()}/summary/{slug}/{picture.slug}.csv{vote}",
            "words": {"making": told.making, "failed": told.failed},
            "takes": {kind: _take(kind, picture.headline) for kind in ("PNG", "SVG", "CSV")},
        },
    )


def _take(kind: str, headline: str) -> str:
    """Return a button's accessible name, which says which chart it's for."""
    return formats.named(words().group.take.format(kind=kind), headline, spoken())


def _code() -> str:
    return str(st.query_params.get("code", ""))
