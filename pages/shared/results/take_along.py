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


def foot(cohort: Cohort, n: int) -> str:
    """Return a saved chart's footer: the room, how many answered, and the date."""
    moments = running().store.rooms.first_and_last(cohort.code)
    on = clock.day_of(moments[1]) if moments else clock.today()
    day = formats.day(on, spoken()).replace(" ", "\N{NO-BREAK SPACE}")
    return words().group.saved.format(room=cohort.title, n=n, day=day)


def offer(name: str, place: str, picture: Picture, below: str) -> None:
    """Offer the chart in the container with this key as PNG, SVG and CSV, under a file name."""
    told, note = words().group, sizes.said_around(picture.figure).note
    slug, _, drawn = name.partition("-")
    _files(
        key=f"files-{place}",
        data={
            "place": place,
            "name": name,
            "headline": picture.headline,
            "above": textwrap.wrap(picture.headline, _HEADLINE),
            "below": textwrap.wrap(note, _NOTE) + textwrap.wrap(below, _NOTE),
            "script": f"/assets/{assets.PLOTLY}",
            "csv": f"/api/cohorts/{_code()}/summary/{slug}/{drawn}.csv",
            "words": {"making": told.making, "failed": told.failed},
            "takes": {kind: _take(kind, picture.headline) for kind in ("PNG", "SVG", "CSV")},
        },
    )


def _take(kind: str, headline: str) -> str:
    """Return a button's accessible name, which says which chart it's for."""
    return formats.named(words().group.take.format(kind=kind), headline, spoken())


def _code() -> str:
    return str(st.query_params.get("code", ""))
