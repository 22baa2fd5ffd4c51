"""A chart to take along: as a picture that the browser makes, or its figures as a table."""

from pathlib import Path
from typing import NamedTuple

import streamlit as st

from data.cohorts import Cohort
from exercises import formats
from pages.http import assets
from pages.http.running import running
from pages.shared import clock
from pages.shared.language import spoken, words

_HERE = Path(__file__).parents[1] / "browser"
_files = st.components.v2.component(
    "workshop_files",
    html="<div><button type='button'></button><button type='button'></button>"
    "<a></a><span role='status'></span></div>",
    css=(_HERE / "files.css").read_text(encoding="utf-8"),
    js=(_HERE / "files.js").read_text(encoding="utf-8"),
)


class Said(NamedTuple):
    """What a saved chart says above and below itself."""

    headline: str
    foot: str  # which room, how many answered, and when


def foot(cohort: Cohort, n: int) -> str:
    """Return what a saved chart says of itself: the room, how many answered, and on which day."""
    moments = running().store.rooms.first_and_last(cohort.code)
    on = clock.day_of(moments[1]) if moments else clock.today()
    return words().group.saved.format(room=cohort.title, n=n, day=formats.day(on, spoken()))


def offer(name: str, place: str, said: Said) -> None:
    """Offer the chart in the container of that key as PNG, SVG and CSV, under a file name."""
    told = words().group
    slug, _, picture = name.partition("-")
    _files(
        key=f"files-{place}",
        data={
            "place": place,
            "name": name,
            "headline": said.headline,
            "foot": said.foot,
            "script": f"/assets/{assets.PLOTLY}",
            "csv": f"/api/cohorts/{_code()}/summary/{slug}/{picture}.csv",
            "words": {"making": told.making, "failed": told.failed, "take": told.take},
        },
    )


def _code() -> str:
    return str(st.query_params.get("code", ""))
