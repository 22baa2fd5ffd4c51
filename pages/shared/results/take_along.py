"""A chart to take along: as a picture that the browser makes, or its figures as a table."""

from pathlib import Path

import streamlit as st

from pages.http import assets
from pages.shared.language import words

_HERE = Path(__file__).parents[1] / "browser"
_files = st.components.v2.component(
    "workshop_files",
    html="<div><button type='button'></button><button type='button'></button>"
    "<a></a><span role='status'></span></div>",
    css=(_HERE / "files.css").read_text(encoding="utf-8"),
    js=(_HERE / "files.js").read_text(encoding="utf-8"),
)


def offer(name: str, place: str, headline: str) -> None:
    """Offer the chart in the container of that key as PNG, SVG and CSV, under a file name."""
    told = words().group
    slug, _, picture = name.partition("-")
    _files(
        key=f"files-{place}",
        data={
            "place": place,
            "name": name,
            "headline": headline,
            "script": f"/assets/{assets.PLOTLY}",
            "csv": f"/api/cohorts/{_code()}/summary/{slug}/{picture}.csv",
            "words": {"making": told.making, "failed": told.failed, "take": told.take},
        },
    )


def _code() -> str:
    return str(st.query_params.get("code", ""))
