"""Measuring for a while: how many answers, how fast, and what they cost the server and us."""

import asyncio
import os
import time
from collections.abc import Sequence

from tests.load.figures import Figures, say
from tests.load.process import Cost, cost
from tests.load.tally import Tally, percentile

_PROGRESS_SECONDS = 5.0


async def measure(pids: Sequence[int], tally: Tally, people: int, seconds: float) -> Figures:
    """Measure for this many seconds, printing progress now and then."""
    tally.start_over()
    before, own, started = cost(*pids), cost(os.getpid()), time.monotonic()
    while (left := started + seconds - time.monotonic()) > 0:
        await asyncio.sleep(min(left, _PROGRESS_SECONDS))
        _tell_progress(pids, tally, people, before, time.monotonic() - started)
    now, took = cost(*pids), time.monotonic() - started
    return Figures(
        attendees=people,
        seconds=took,
        saves=len(tally.saves),
        p50=percentile(tally.saves, 50),
        p95=percentile(tally.saves, 95),
        p99=percentile(tally.saves, 99),
        cpu=now.cpu - before.cpu,
        generator_cpu=cost(os.getpid()).cpu - own.cpu,
        rss=now.rss,
        errors=dict(tally.errors),
    )


def _tell_progress(
    pids: Sequence[int], tally: Tally, people: int, before: Cost, took: float
) -> None:
    now = cost(*pids)
    say(
        f"{took:5.0f} s  {people} attendees  {len(tally.saves) / took:6.1f} saves/s  "
        f"p95 {percentile(tally.saves[-1000:], 95) * 1000:5.0f} ms  "
        f"CPU {(now.cpu - before.cpu) / took * 100:4.0f}%  RSS {now.rss:4.0f} MB  "
        f"errors {sum(tally.errors.values())}"
    )
