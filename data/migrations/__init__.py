"""Migrations: steps from one version of the tables to the next.

data/schema.sql is version 1 and stays as it was. A file `0002_<what it does>.sql` in this folder
leads from 1 to 2, and so on; a new store takes the same steps. Use only statements that both DuckDB
and PostgreSQL know, on `workshop.<table>`; each file is applied whole or not at all.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final, NamedTuple

from data.faults import Fault, StoreFault
from data.recovery import Kept, Why, name_beside
from data.store import Database

FOLDER: Final = Path(__file__).parent
FIRST_VERSION: Final = 1


class Step(NamedTuple):
    """The step from the previous version to this one."""

    version: int
    sql: str


def bring_up_to_date(database: Database, folder: Path, *, when_told: bool) -> list[Kept]:
    """Create the tables, or migrate an older version to this one.

    A file is copied first. A PostgreSQL has its own backups, so it's migrated only `when_told`;
    otherwise raise StoreFault, as for a newer version.
    """
    known, version = _steps(folder), _version_of(database)
    newest = known[-1].version if known else FIRST_VERSION
    if version is None:
        _create(database)
        _take(database, known)
        return []
    if version > newest:
        raise StoreFault(Fault.NEWER, f"version {version} where this app knows {newest}")
    missing = [step for step in known if step.version > version]
    if not missing:
        return []
    if database.is_postgres and not when_told:
        raise StoreFault(Fault.OLDER, f"version {version} where this app needs {newest}")
    kept = [] if database.is_postgres else [_copied(database, newest)]
    _take(database, missing)
    return kept


def _steps(folder: Path) -> list[Step]:
    found = sorted(folder.glob("[0-9]*_*.sql"))
    versions = [int(file.name.partition("_")[0]) for file in found]
    expected = [FIRST_VERSION + n for n in range(1, len(found) + 1)]
    if versions != expected:
        raise ValueError(f"{folder} leads to the versions {versions}, not {expected}")
    return [Step(n, f.read_text("utf-8")) for n, f in zip(versions, found, strict=True)]


def _version_of(database: Database) -> int | None:
    if not database.has_table("schema_version"):
        return None
    row = database.row("SELECT max(version) FROM workshop.schema_version")
    return row[0] if row else None


def _create(database: Database) -> None:
    with database.transaction() as together:
        together.run(files("data").joinpath("schema.sql").read_text("utf-8"))
        together.append("schema_version", FIRST_VERSION)


def _take(database: Database, steps: list[Step]) -> None:
    for step in steps:
        with database.transaction() as together:
            together.run(step.sql)
            together.append("schema_version", step.version)


def _copied(database: Database, newest: int) -> Kept:
    kept = Kept(Why.BEFORE_MIGRATION, name_beside(Path(database.url), f"before-v{newest}"))
    database.backup(kept.file)
    return kept
