"""The result of a room's run, and how it's reported."""

from typing import NamedTuple


class Figures(NamedTuple):
    """Counts for the measured seconds; times are in seconds, memory in MB."""

    attendees: int
    seconds: float
    saves: int
    p50: float
    p95: float
    p99: float
    cpu: float
    generator_cpu: float
    rss: float
    lost: list[str] = []  # noqa: RUF012 - never changed
    errors: dict[str, int] = {}  # noqa: RUF012 - never changed

    @property
    def rate(self) -> float:
        """Saved answers per second."""
        return self.saves / self.seconds

    @property
    def cpu_per_save(self) -> float:
        """Server CPU milliseconds per saved answer, including everything it does."""
        return self.cpu / self.saves * 1000 if self.saves else float("nan")

    def told(self) -> str:
        """Return the figures as one line."""
        return (
            f"{self.attendees:5d} attendees {self.rate:6.1f} saves/s  "
            f"p50 {self.p50 * 1000:4.0f} p95 {self.p95 * 1000:5.0f} p99 {self.p99 * 1000:5.0f} ms  "
            f"CPU {self.cpu_per_save:5.2f} ms/save ({self.cpu / self.seconds * 100:3.0f}%, "
            f"generator {self.generator_cpu / self.seconds * 100:2.0f}%)  RSS {self.rss:4.0f} MB  "
            f"lost {len(self.lost)}  errors {sum(self.errors.values())}"
        )


def say(line: str) -> None:
    """Print a line immediately, even into a file."""
    print(line, flush=True)
