"""Downloading a chart from the dashboard: a PNG, an SVG and a table, all made by us."""

from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from exercises.formats import day
from tests.browser.conftest import Cohort, People, settled
from tests.http.conftest import forms


@pytest.mark.parametrize("kind", ["PNG", "SVG", "CSV"])
def test_a_chart_is_saved_as_a_file(
    people: People, cohort: Cohort, kind: str, tmp_path: Path
) -> None:
    cohort.add(forms(6))
    page = people.at_a_laptop()
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    page.goto(f"/dashboard?code={cohort.code}")
    shown = page.locator(".st-key-picture-mentor_criteria-only-deal_breakers")
    headline = shown.get_by_role("heading").inner_text()
    name = f"Save as {kind}: {headline}"
    offered = shown.get_by_role("link" if kind == "CSV" else "button", name=name)
    expect(offered).to_be_visible()
    expect(shown.locator(".main-svg").first).to_be_visible()
    settled(page)
    with page.expect_download() as saved:
        offered.click()
    where = tmp_path / "chart"
    saved.value.save_as(where)
    assert saved.value.suggested_filename.endswith(f"criteria-deal_breakers.{kind.lower()}")
    content = where.read_bytes()
    if kind == "PNG":
        assert content.startswith(b"\x89PNG")
        assert len(content) > 20_000
    elif kind == "SVG":
        assert ElementTree.fromstring(content).tag.endswith("svg")
        assert b"Availability" in content
        told = " ".join(ElementTree.fromstring(content).itertext())
        assert headline.split()[0] in told, "a picture says by itself what it shows"
        today = day(datetime.now(UTC).date(), "en")
        assert f"Spring webinar · 6 answers · {today}" in told.replace("\N{NO-BREAK SPACE}", " ")
    else:
        assert "Availability" in content.decode()
