"""One and two processes on PostgreSQL, compared with the embedded file in a single run.

And what's underneath: the cost of telling another process about a change, and how PostgreSQL reads
a very large room's answers.
"""

import tempfile
from pathlib import Path

from tests.cluster import Cluster
from tests.load.figures import Figures, say
from tests.load.large import large
from tests.load.notifying import notifying
from tests.load.saturate import saturate
from tests.load.verdict import Verdict, at_least
from tests.postgres import Postgres

_TIMES_AS_MANY = 1.6


async def cluster(seconds: float) -> list[Verdict]:
    """Saturate the file, one process and two, and then look at PostgreSQL by itself."""
    file = await _saturated("a file", seconds)
    one = await _saturated("PostgreSQL, one process", seconds, 1)
    two = await _saturated("PostgreSQL, two processes", seconds, 2)
    with tempfile.TemporaryDirectory(prefix="workshop-postgres-") as folder:
        postgres = Postgres(Path(folder))
        postgres.start()
        try:
            below = [*notifying(postgres.url), *large(postgres.url)]
        finally:
            postgres.stop()
    return [
        *(verdict for of in (file, one, two) for verdict in of[1]),
        Verdict("one process on PostgreSQL, a file being 1", f"{one[0].rate / file[0].rate:.2f}"),
        at_least(
            "two, a file being 1", two[0].rate / file[0].rate, _TIMES_AS_MANY, "times as many"
        ),
        *below,
    ]


async def _saturated(
    what: str, seconds: float, processes: int = 0
) -> tuple[Figures, list[Verdict]]:
    """Saturate this many processes behind nginx; with none, the file, which needs no nginx."""
    say(f"- {what}")
    if processes:
        with tempfile.TemporaryDirectory(prefix="workshop-cluster-") as folder:
            Path(folder).chmod(0o755)  # PostgreSQL and nginx access it as their own users
            with Cluster(Path(folder) / "cluster", processes) as server:
                figures = await saturate(seconds, server)
    else:
        figures = await saturate(seconds)
    p95 = f"p95 {figures.p95 * 1000:.0f} ms"
    told = f"{figures.rate:.0f}/s, {p95}, {figures.cpu_per_save:.1f} ms of the app's CPU a save"
    lost = Verdict(f"{what}: lost answers", f"{len(figures.lost)} lost", "0", not figures.lost)
    return figures, [Verdict(f"{what}, by {figures.attendees} attendees", told), lost]
