"""A first answer changes the page around it without redrawing the whole page."""

import asyncio
from random import Random

import pytest

from exercises import AGENDA
from pages.wording import WORDING
from tests.http.test_shortcuts import cohort, joined
from tests.load.cohort import Cohort
from tests.load.walks import walk_of
from tests.server import Server

__all__ = ["cohort"]

WORDS = WORDING.in_("en")
UNANSWERED = WORDS.room.answer_first
SLUGS = [exercise.slug for exercise in AGENDA]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_first_answer_shows_round_its_inputs_and_draws_nothing_else(
    server: Server, cohort: Cohort, slug: str
) -> None:
    async def scenario() -> None:
        tab, change = await joined(server, cohort), next(walk_of(slug)(Random(1)))
        await tab.go(slug)
        assert tab.screen.says(UNANSWERED)
        before = tab.screen.follows
        ran = await tab.change(change.widget, change.value)
        assert ran.saved_after is not None
        assert not tab.screen.says(UNANSWERED)
        assert tab.screen.follows == before, "the live component is drawn with the whole page only"
        await tab.close()

    asyncio.run(scenario())
