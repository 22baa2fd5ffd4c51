"""Runs DuckDB over the answers of an exercise, fetched from another database."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Final

import duckdb
import pyarrow as pa

from data.store import Row

# Each attendee's latest answer between any two seqs at which a vote begins or ends: every vote can
# be built from those. In a very large room, every answer: PostgreSQL would sort them on its disk,
# which takes longer than sending all of them to DuckDB, which picks the latest by itself.
_OF_EXERCISE: Final = "cohort = $cohort AND exercise = $exercise AND seq < $end"
LATEST: Final = f"""
    WITH room AS (
        SELECT count(*) > $many AS is_large FROM (
            SELECT FROM workshop.attendees WHERE cohort = $cohort LIMIT $many + 1
        ) AS counted
    )
    (
        SELECT DISTINCT ON (attendee, width_bucket(seq, $cuts::bigint[])) seq, attendee, shared
        FROM workshop.answers
        WHERE {_OF_EXERCISE} AND NOT (SELECT is_large FROM room)
        ORDER BY attendee, width_bucket(seq, $cuts::bigint[]), seq DESC
    )
    UNION ALL
    SELECT seq, attendee, shared FROM workshop.answers
    WHERE {_OF_EXERCISE} AND (SELECT is_large FROM room)
"""
_MANY: Final = 50_000  # people
# Fetched in parts, because other threads can't run while rows become Python objects.
_AT_ONCE: Final = 5_000
_SCHEMA: Final = pa.schema(
    [("seq", pa.int64()), ("attendee", pa.string()), ("shared", pa.string())]
)
_CUTS: Final = re.compile(r"read_at|first|since|until(_\d+)?")


def asked(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values for LATEST, given those of a query."""
    # A vote includes the seq at which it ends, but a bucket begins at its cut: hence the + 1.
    cuts = sorted({value + 1 for name, value in values.items() if _CUTS.fullmatch(name)})
    of = {"cohort": values["cohort"], "exercise": values["exercise"]}
    return {**of, "cuts": cuts, "end": cuts[-1], "many": _MANY}


def fetched(fetch: Callable[[int], Sequence[Row]]) -> pa.Table:
    """Return the rows of LATEST as DuckDB reads them; `fetch` returns the next of them."""
    parts = []
    while rows := fetch(_AT_ONCE):
        columns = zip(*rows, strict=True)
        arrays = [pa.array(values, of.type) for of, values in zip(_SCHEMA, columns, strict=True)]
        parts.append(pa.record_batch(arrays, schema=_SCHEMA))
    return pa.Table.from_batches(parts, _SCHEMA)


NOTHING: Final = _SCHEMA.empty_table()


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
        self, answers: pa.Table, sql: str, values: Mapping[str, Any]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Yield a cursor holding the result of a query over an exercise's answers."""
        with closing(self._connection.cursor()) as cursor:
            for name in ("cohort", "exercise"):
                same = pa.repeat(values.get(name, ""), len(answers))
                answers = answers.append_column(name, same)
            cursor.register("fetched", answers)
            cursor.execute(sql.replace("workshop.answers", "fetched"), values)
            yield cursor
