"""On a system other than Linux the app also starts, saves, recovers its log and forgets."""

import asyncio
from pathlib import Path

import httpx
import pytest

from tests.http.conftest import bearer
from tests.load.cohort import Cohort
from tests.load.tab import Tab
from tests.server import ROOT, Server

WROTE = "A sentence that only she knows"
TITLE = "A room under load"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Server:
    return Server(tmp_path, PYTHONPATH=str(ROOT / "tests" / "elsewhere"))


async def answered(server: Server) -> Tab:
    tab = Tab(server.url)
    await tab.enter(f"/join/{Cohort(server.url).code}")
    await tab.open("goals")
    assert (await tab.change("sentence-00000001", WROTE)).saved_after is not None
    return tab


def every_byte(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("*.duckdb*"))


async def seen_again(server: Server, cookie: str) -> object:
    tab = Tab(server.url, cookie)
    await tab.open("goals")
    await tab.close()
    return tab.screen.value("sentence-00000001")


def test_an_answer_is_saved_and_there_after_a_kill_that_damaged_the_log(elsewhere: Server) -> None:
    async def before() -> str:
        tab = await answered(elsewhere)
        await tab.close()
        return tab.cookie

    with elsewhere:
        assert "poor likeness" in elsewhere.log.read_text("utf-8")
        cookie = asyncio.run(before())
        elsewhere.kill()
    with elsewhere.store.with_name(f"{elsewhere.store.name}.wal").open("ab") as log:
        log.write(b"half a record")
    with elsewhere:
        assert asyncio.run(seen_again(elsewhere, cookie)) == WROTE
    assert list(elsewhere.folder.glob("*.damaged-*"))


def test_what_was_deleted_leaves_the_file(elsewhere: Server) -> None:
    with elsewhere:
        room = Cohort(elsewhere.url)
        path = f"{elsewhere.url}/api/cohorts/{room.code}"
        assert TITLE.encode() in every_byte(elsewhere.folder)
        httpx.delete(path, headers=bearer(room.facilitator_key)).raise_for_status()
    assert [file.name for file in elsewhere.folder.glob("*.duckdb*")] == ["workshop.duckdb"]
    assert TITLE.encode() not in every_byte(elsewhere.folder)
    assert "the file was rewritten" in elsewhere.log.read_text("utf-8")
    with elsewhere:
        assert elsewhere.answers()
