"""Texts that would do harm: on every page that shows them, they appear as text and nothing else."""

import asyncio

import pytest

from exercises import AGENDA, Exercise
from tests.fuzz import hostile, shown
from tests.fuzz.grounds import Grounds, joined
from tests.fuzz.values import MARKED_UP, OF_THE_WORLD
from tests.http.conftest import bearer
from tests.server import HOST_KEY

WRITTEN_ON = {field.exercise.slug for field in hostile.text_fields()}
# Pages that don't show the room's title.
NAMELESS = {"plan", "compare"}
TEXTS = (*MARKED_UP, *OF_THE_WORLD)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_what_somebody_writes_on_a_page_is_shown_there_as_text(
    grounds: Grounds, exercise: Exercise
) -> None:
    for text in TEXTS:
        fields, places = asyncio.run(shown.written(grounds, grounds.room.code, exercise.slug, text))
        harmless = shown.IN_LABELS if text in OF_THE_WORLD else set()
        assert places <= shown.AS_TEXT | harmless, text
        assert bool(fields) == (exercise.slug in WRITTEN_ON)
        assert bool(places) == bool(fields), "it is there again when the page is opened anew"
    assert grounds.complaints() == []


def test_a_title_is_shown_as_text_on_every_page(grounds: Grounds) -> None:
    for text in TEXTS:
        asked = grounds.client.post(
            "/api/cohorts", json={"title": text}, headers=bearer(HOST_KEY)
        ).json()
        attendee = asyncio.run(joined(grounds.server.url, asked["code"]))
        leader = f"workshop_facilitator={asked['code']}.{asked['facilitator_key']}"
        of_the_attendee = ("", "plan", *(exercise.slug for exercise in AGENDA))
        pages = [(attendee, page) for page in of_the_attendee]
        pages += [(leader, page) for page in ("cohort", "dashboard", "stage", "compare")]
        found = {
            page: asyncio.run(shown.seen(grounds, cookie, page, text)) for cookie, page in pages
        }
        assert {page: places - shown.AS_TEXT for page, places in found.items() if places} == {
            page: set() for page in found if page not in NAMELESS
        }
    assert grounds.complaints() == []
