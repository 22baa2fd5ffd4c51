"""Power cuts at random moments: every answer that was acknowledged is there afterwards.

The short form; `python -m tests.crash` kills some hundred times.
"""

import random
from pathlib import Path

from tests.crash.kills import ServerKiller, StoreKiller
from tests.crash.pages import PageKiller


def test_a_killed_store_has_every_answer_that_it_acknowledged(tmp_path: Path) -> None:
    killer, rng = StoreKiller(tmp_path), random.Random(1)
    kills = [killer.kill(rng) for _ in range(12)]
    assert [kill.missing for kill in kills] == [0] * 12
    assert kills[-1].owed > 100, "the test saves something"


def test_a_killed_server_has_every_answer_that_it_acknowledged(tmp_path: Path) -> None:
    killer, rng = ServerKiller(tmp_path), random.Random(2)
    try:
        kills = [killer.kill(rng) for _ in range(5)]
    finally:
        killer.end()
    assert [kill.missing for kill in kills] == [0] * 5
    assert kills[-1].owed > 20, "the test answers something"


def test_a_killed_server_has_every_answer_that_a_page_called_saved(tmp_path: Path) -> None:
    killer, rng = PageKiller(tmp_path), random.Random(3)
    try:
        kills = [killer.kill(rng) for _ in range(4)]
    finally:
        killer.end()
    assert [kill.missing for kill in kills] == [0] * 4
    assert kills[-1].owed > 20, "the test answers something"
