"""Texts that would do harm: on every page that shows them, they stand as text and nothing else."""

import asyncio

import pytest

from exercises import AGENDA, Exercise
from tests.fuzz import hostile, shown
from tests.fuzz.grounds import Grounds, joined
from tests.fuzz.values import MARKED_UP, OF_THE_WORLD
from tests.http.conftest import bearer
from tests.server import HOST_KEY

WRITTEN_ON = {field.exercise.slug for field in hostile.text_fields()}
TEXTS = (*MARKED_UP, *OF_THE_WORLD)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_what_somebody_writes_on_a_page_is_shown_there_as_text(
    grounds: Grounds, exercise: Exercise
) -> None:
    for text in TEXTS:
        fields, places = asyncio.run(shown.written(grounds, grounds.room.code, exercise.slug, text))
        assert places <= shown.AS_TEXT, text
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
        for cookie, page in ((attendee, ""), (attendee, AGENDA[0].slug), (leader, "cohort")):
            places = asyncio.run(shown.seen(grounds, cookie, page, text))
            assert places
            assert places <= shown.AS_TEXT, (page, text)
    assert grounds.complaints() == []
