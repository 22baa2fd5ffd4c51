"""Runs DuckDB over the answers of an exercise, fetched from another database."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

import duckdb
import pyarrow as pa

# Each attendee's latest answer between any two seqs at which a vote begins or ends: every vote can
# be built from those.
LATEST: Final = """
    SELECT DISTINCT ON (attendee, width_bucket(seq, $cuts::bigint[]))
        seq, attendee, shared
    FROM workshop.answers
    WHERE cohort = $cohort AND exercise = $exercise AND seq < $end
    ORDER BY attendee, width_bucket(seq, $cuts::bigint[]), seq DESC
"""
_CUTS: Final = re.compile(r"read_at|first|since|until(_\d+)?")


def asked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for LATEST, given those of a query."""
    # A vote includes the seq at which it ends, but a bucket begins at its cut: hence the + 1.
    cuts = sorted({value + 1 for name, value in values.items() if _CUTS.fullmatch(name)})
    of = {"cohort": values["cohort"], "exercise": values["exercise"]}
    return {**of, "cuts": cuts, "end": cuts[-1]}


class Computing:
    """An empty DuckDB, for queries over answers fetched from elsewhere."""

    def __init__(self) -> None:
        self._connection = duckdb.connect(
            config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
        )

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    @contextmanager
    def over(
        self, answers: Sequence[tuple[int, str, str]], sql: str, values: Mapping[str, Any]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a cursor holding the result of a query over an exercise's answers."""
        with closing(self._connection.cursor()) as cursor:
            cursor.register("fetched", _table(answers, values))
            cursor.execute(sql.replace("workshop.answers", "fetched"), values)
            yield cursor


def _table(answers: Iterable[tuple[int, str, str]], values: Mapping[str, Any]) -> pa.Table:
    seq, attendee, shared = zip(*answers, strict=True) if answers else ((), (), ())
    columns = {
        "seq": pa.array(seq, pa.int64()),
        "attendee": pa.array(attendee, pa.string()),
        "shared": pa.array(shared, pa.string()),
    }
    table = pa.table(columns)
    for name in ("cohort", "exercise"):
        table = table.append_column(name, pa.repeat(values.get(name, ""), len(table)))
    return table
