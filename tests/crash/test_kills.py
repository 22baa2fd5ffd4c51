"""Power cuts at random moments: every acknowledged answer is there afterwards.

The short form; `python -m tests.crash` kills some hundred times.
"""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.kills import Killer, ServerKiller, StoreKiller
from tests.crash.pages import PageKiller


def test_a_killed_store_has_every_answer_that_it_acknowledged(tmp_path: Path) -> None:
    killer, rng = StoreKiller(tmp_path), random.Random(1)
    kills = [killer.kill(rng) for _ in range(12)]
    assert [kill.missing for kill in kills] == [0] * 12
    assert kills[-1].owed > 100, "the test saves something"


@pytest.mark.parametrize(
    ("killer_of", "times"), [(ServerKiller, 5), (PageKiller, 4)], ids=["imports", "pages"]
)
def test_a_killed_server_has_every_answer_that_it_acknowledged_or_called_saved(
    tmp_path: Path, killer_of: Callable[[Path], Killer], times: int
) -> None:
    killer, rng = killer_of(tmp_path), random.Random(2)
    try:
        kills = [killer.kill(rng) for _ in range(times)]
        while kills[-1].owed <= 20 and len(kills) < 3 * times:  # a busy machine answers less
            kills.append(killer.kill(rng))
    finally:
        killer.end()
    assert [kill.missing for kill in kills] == [0] * len(kills)
    assert kills[-1].owed > 20, "the test answers something"
