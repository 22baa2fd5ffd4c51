"""The report of a room with a short agenda."""

import io
from collections.abc import Iterator
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from exercises import AGENDA, timetable
from pages.http.documents import guide
from pages.http.documents.report import gathered, printed, workbook
from pages.results import among

LEFT_OUT, ALSO_LEFT_OUT = "nurture", "myths"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(str(tmp_path / "workshop.duckdb"))
    yield store
    store.close()


@pytest.fixture
def cohort(store: Store) -> Cohort:
    cohort, _ = store.cohorts.create("Spring", 3)
    store.rooms.cue(cohort.code, "", "agenda", '{"roles": 6, "goals": 7}')
    return cohort


def answer(store: Store, cohort: Cohort, people: int, *slugs: str, named: str = "person") -> None:
    rng, asked = Random(1), [e for e in AGENDA if e.slug in slugs]
    lines = [
        ImportedAnswer(f"{named} {i}", e.slug, e.sample(rng)) for i in range(people) for e in asked
    ]
    store.answers.add(cohort.code, lines)


def report(store: Store, cohort: Cohort) -> gathered.Report:
    return gathered.gathered(store, cohort, "en", ZoneInfo("UTC"))


def told(report: gathered.Report) -> list[str]:
    return [part.exercise.slug for part in report.parts]


def test_steps_that_a_room_left_out_are_told_only_if_enough_people_did_them(
    store: Store, cohort: Cohort
) -> None:
    answer(store, cohort, 2, ALSO_LEFT_OUT)
    assert told(report(store, cohort)) == ["roles", "goals"], "also before anybody answered"
    answer(store, cohort, 4, "roles", LEFT_OUT)
    assert told(report(store, cohort)) == ["roles", "goals", LEFT_OUT]


def test_steps_are_numbered_as_attendees_see_them(store: Store, cohort: Cohort) -> None:
    answer(store, cohort, 4, "roles", LEFT_OUT)
    steps = ["Step 1 of 2", "Step 2 of 2", "On your own"]
    assert [part.step for part in report(store, cohort).parts] == steps
    stops = timetable.timetable(store.rooms.state(cohort.code).agenda)
    guided = guide.page(cohort, stops, "en")
    assert "<small>Step 2 of 2</small>" in guided
    assert "<small>Step 1</small>" not in guided
    groups = among.choices("en", stops).values()
    assert {name.partition(" · ")[0] for name in groups} == {"Step 2 of 2", "On your own"}
    assert "Step 1" in {name.partition(" · ")[0] for name in among.choices("en").values()}


def test_a_single_chart_has_the_whole_width_where_no_words_stand_beside_it(
    store: Store, cohort: Cohort
) -> None:
    answer(store, cohort, 4, "roles")
    page = printed.page(report(store, cohort))
    assert page.count("data-figure=") == 1
    assert '<div class="whole">' in page
    assert '<div class="charts">' not in page


@pytest.mark.parametrize("came", ["late", "once voting was open again"])
def test_a_report_says_why_fewer_are_in_the_results_than_answered(
    store: Store, cohort: Cohort, came: str
) -> None:
    waits = "1 new answer isn&#x27;t in the results. New answers join once at least"
    answer(store, cohort, 4, "roles", "goals")
    for slug in ("roles", "goals"):
        store.rooms.cue(cohort.code, slug, "reveal")
    assert waits not in printed.page(report(store, cohort))
    if came != "late":
        store.rooms.cue(cohort.code, "roles", "open")
    answer(store, cohort, 1, "roles", named="another")
    store.rooms.cue(cohort.code, "roles", "lock")
    told = report(store, cohort)
    _, roles, goals = printed.page(told).split('<section class="step">')
    assert "4 answers" in roles
    assert waits in roles
    assert waits not in goals
    sheet = openpyxl.load_workbook(io.BytesIO(workbook.book(told))).worksheets[1]
    assert "1 new answer isn't in the results." in str(sheet["A3"].value)


def test_a_second_vote_of_too_few_is_named_once(store: Store, cohort: Cohort) -> None:
    answer(store, cohort, 4, "roles")
    store.rooms.cue(cohort.code, "roles", "second_vote")
    store.rooms.cue(cohort.code, "roles", "reveal")
    page = printed.page(report(store, cohort))
    assert "<p>First vote: 4 answers</p>" in page
    assert "<p>The second vote isn&#x27;t shown: fewer than 3 people voted again.</p>" in page
    assert "<p>Who moved isn&#x27;t shown: it takes 3 people" in page
