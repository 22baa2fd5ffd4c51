"""Text typed just before a power cut is visible, saved and called saved afterwards.

The short form; `python -m tests.crash` does it some hundred times.
"""

import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.crash.typing import PAGES, TypingKiller


@pytest.fixture(scope="module")
def killer(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TypingKiller]:
    killer = TypingKiller(tmp_path_factory.mktemp("typing"), chromium)
    yield killer
    killer.end()


@pytest.mark.parametrize("slug", PAGES)
def test_every_text_field_of_a_page(killer: TypingKiller, slug: str) -> None:
    kill = killer.kill_on(slug, random.Random(slug))
    assert kill.acknowledged, "somebody types something"
    assert kill.missing == 0, killer.lacking
