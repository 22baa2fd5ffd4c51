"""What a process costs: CPU seconds so far and current memory, as the kernel counts them."""

import os
from pathlib import Path
from typing import NamedTuple

_TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """CPU seconds since the process started, and its resident memory in MB."""

    cpu: float
    rss: float


def cost(*pids: int) -> Cost:
    """Return the combined cost of these processes so far."""
    each = [_cost(pid) for pid in pids]
    return Cost(sum(one.cpu for one in each), sum(one.rss for one in each))


def _cost(pid: int) -> Cost:
    folder = Path("/proc") / str(pid)
    # The process name is in brackets and may contain spaces.
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    status = (folder / "status").read_text()
    kilobytes = int(status.partition("VmRSS:")[2].split()[0])
    return Cost((int(fields[11]) + int(fields[12])) / _TICKS, kilobytes / 1024)
