"""Importing a file full of bad lines costs no more than its first few, whatever's wrong with it."""

import json
import time

import pytest

from pages.http.routes import responses
from pages.http.routes.callers import Refusal
from tests.http.conftest import SLUG, Room, line

GOOD = line("form", ranking=["commitment"])
MOST = 4_500_000  # bytes, just under the route's limit
SECONDS = 1  # of CPU time, however busy the machine is; the first two used to take 13 and 6


def wide(choices: int) -> str:
    answer = {"ranking": ["x"] * choices}
    return json.dumps({"attendee": "form", "exercise": SLUG, "answer": answer})


BAD = {
    "one letter": "x",
    "an answer that is wrong in thousands of places": wide(3_900),
    "one line with all of it": wide(800_000),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_lines_are_told_at_once_and_nothing_is_added(room: Room, bad: str) -> None:
    body = f"{GOOD}\n" + f"{bad}\n" * max(1, MOST // (len(bad) + 1))
    started = time.thread_time()
    with pytest.raises(Refusal):
        list(responses._read(body.encode()))
    assert time.thread_time() - started < SECONDS
    said = room.add(body)
    assert said.status_code == 422
    assert said.json()["lines"][0]["line"] == 2
    assert len(said.json()["lines"]) <= 20
    assert len(said.content) < 50_000
    assert room.get("summary").json()["joined"] == 0


def test_it_says_that_it_read_no_further(room: Room) -> None:
    assert "at least 20 line(s)" in room.add("x\n" * 21).json()["error"]
    assert ": 19 line(s)" in room.add("x\n" * 19).json()["error"]
