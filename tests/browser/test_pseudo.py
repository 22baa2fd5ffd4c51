"""Words that are 40% longer aren't cut off anywhere."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from exercises import AGENDA
from tests import pseudo
from tests.browser.conftest import Cohort, People, settled
from tests.browser.test_wrapping import RUNS_OUT
from tests.http.conftest import sheets
from tests.server import Server

# Anything wider or taller than the box that clips it.
CLIPPED = """() => [...document.querySelectorAll(
        "[data-testid=stMain] :is(button, label, p, h1, h2, h3, a, summary, li)")]
    .filter((one) => one.offsetParent && getComputedStyle(one).overflow !== "visible"
        && !one.closest('[class*="srOnly"], svg')
        && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 4))
    .map((one) => one.textContent.slice(0, 60))"""
PATHS = ("/", *(f"/{exercise.slug}" for exercise in AGENDA), "/plan")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = pseudo.write(tmp_path_factory.mktemp("pseudo"))
    store = tmp_path_factory.mktemp("store")
    with Server(store, WORKSHOP_CONTENT=str(folder)) as running:
        yield running


def looked_at(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    settled(page)
    assert page.evaluate(RUNS_OUT) == [], path
    assert page.evaluate(CLIPPED) == [], path


def test_nothing_is_cut_and_nothing_runs_out_at_a_laptop(people: People, cohort: Cohort) -> None:
    page = people.at(1280, 800, locale=pseudo.LONGER)
    page.goto(f"/join/{cohort.code}")
    for path in PATHS:
        looked_at(page, path)
    cohort.add(sheets(4))
    page.goto(f"/facilitate/{cohort.facilitator_key}")
    looked_at(page, f"/cohort?code={cohort.code}")
