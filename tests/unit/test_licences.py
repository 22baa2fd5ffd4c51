"""docs/licences.md lists every shipped package with its licence."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.findall(
    r"^([A-Za-z0-9._-]+)==([^ \\]+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
)


def licences() -> dict[tuple[str, str], str]:
    lines = (ROOT / "docs" / "licences.md").read_text("utf-8").splitlines()[2:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {(name_of(name), version): licence for name, version, licence, *_ in cells}


def name_of(written: str) -> str:
    return re.sub(r"[-_.]+", "-", written).lower()


@pytest.mark.parametrize(("name", "version"), PINNED)
def test_a_pinned_package_is_listed_with_a_licence(name: str, version: str) -> None:
    assert licences()[name_of(name), version] not in {"", "UNKNOWN"}


def test_nothing_else_is_listed() -> None:
    assert licences().keys() == {(name_of(name), version) for name, version in PINNED}
