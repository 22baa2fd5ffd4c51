"""How long until another process knows of a change, and what that costs both.

`python -m tests.load.notifying <address>` is the other process: it listens until its stdin ends.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

from data import Store
from data.changes import Revision
from tests.load.figures import say
from tests.load.process import cost
from tests.load.tally import percentile
from tests.load.verdict import Verdict
from tests.server import ROOT

_CUES, _BETWEEN_SECONDS = 60, 0.15
_A_SECOND, _SECONDS = 100, 8.0


def notifying(url: str) -> list[Verdict]:
    """Cue a room, time the other process's reaction, then make a hundred changes a second."""
    with closing(Store(url)) as store, _other(url) as other:
        cohort, _ = store.cohorts.create("A room under load", 3)
        time.sleep(2)  # until they know of each other
        told = []
        for _ in range(_CUES):
            store.rooms.cue(cohort.code, "roles", "here")
            told.append(time.monotonic())
            time.sleep(_BETWEEN_SECONDS)
        costs = _costs(store, cohort.code, other.pid)
        assert other.stdin and other.stdout
        other.stdin.close()
        heard = sorted(json.loads(other.stdout.read()))
    took = [min(at for at in heard if at > moment - 1e-3) - moment for moment in told]
    p50, p95 = (percentile(took, of) * 1000 for of in (50, 95))
    say(f"heard after {p50:.0f} ms, p95 {p95:.0f} ms")
    return [
        Verdict("from a commit to another process, p50 / p95", f"{p50:.0f} / {p95:.0f} ms"),
        Verdict(f"{_A_SECOND} changes a second: who tells / who hears", costs),
    ]


def _costs(store: Store, cohort: str, pid: int) -> str:
    before = cost(os.getpid()).cpu, cost(pid).cpu
    began = time.monotonic()
    for n in range(round(_A_SECOND * _SECONDS)):
        store.changes.answers_changed(cohort, ["roles"])
        time.sleep(max(began + n / _A_SECOND - time.monotonic(), 0))
    used = cost(os.getpid()).cpu - before[0], cost(pid).cpu - before[1]
    here, there = (of / (time.monotonic() - began) * 100 for of in used)
    return f"{here:.1f} / {there:.1f}% of a core"


@contextmanager
def _other(url: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.load.notifying", url]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "listening\n"
        yield other


def _listen(url: str) -> None:
    heard: list[float] = []

    def note(cohort: str, now: Revision, before: Revision) -> None:
        if now.room > before.room:
            heard.append(time.monotonic())

    with closing(Store(url)) as store, store.changes.listening(note):
        say("listening")
        sys.stdin.read()
    say(json.dumps(heard))


if __name__ == "__main__":
    _listen(sys.argv[1])
