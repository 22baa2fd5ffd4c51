"""Saying that an answer is saved needs no file, so it works even when none can be opened."""

import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import streamlit as st

from pages.shared.saving import answers

AT = datetime(2026, 11, 28, 9, 5, tzinfo=UTC)


class Browser:
    """A browser's clock as Streamlit reports it: minutes behind UTC, as in JavaScript."""

    def __init__(self, timezone_offset: int | None) -> None:
        self.timezone_offset = timezone_offset
        self.timezone = "Asia/Kolkata"


@contextmanager
def no_files_left() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    highest = max(int(file.name) for file in Path("/proc/self/fd").iterdir())
    resource.setrlimit(resource.RLIMIT_NOFILE, (highest + 10, hard))
    taken = []
    try:
        while True:
            try:
                taken.append(os.open("/dev/null", os.O_RDONLY))
            except OSError:
                break
        yield
    finally:
        for number in taken:
            os.close(number)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize(
    ("offset", "told"),
    [(0, "09:05"), (-330, "14:35"), (480, "01:05"), (None, "09:05"), (2**31 - 1, "09:05")],
)
def test_the_time_of_a_save_is_that_of_the_browser_without_opening_a_file(
    monkeypatch: pytest.MonkeyPatch, offset: int | None, told: str
) -> None:
    monkeypatch.setattr(st, "context", Browser(offset))
    ZoneInfo.clear_cache()
    with no_files_left():
        assert answers._on_their_clock(AT) == told
