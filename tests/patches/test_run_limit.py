"""A run with a cheaper start and end has the same outcome, and Streamlit hasn't changed its own."""

import threading
import time
from types import SimpleNamespace
from typing import Any, cast

import pytest

from pages.http.patches import run_limit


def test_no_more_pages_run_at_once_than_there_are_slots(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock, go = 0, 0, threading.Lock(), threading.Event()

    def run(_: object) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        go.wait(5)
        with lock:
            running -= 1

    monkeypatch.setattr(run_limit, "_run_script_thread", run)
    threads = [
        threading.Thread(target=run_limit._run_in_a_slot, args=(cast(Any, SimpleNamespace()),))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    time.sleep(0.2)  # time for any that wouldn't wait for a slot
    go.set()
    for thread in threads:
        thread.join(5)
    assert most <= run_limit._RUNS_AT_ONCE
    assert not running
