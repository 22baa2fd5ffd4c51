"""Copies beside the store, which still hold what people have deleted since."""

from glob import escape
from pathlib import Path
from typing import Final

_MARKS: Final = (".before-v", ".damaged-", ".alone-", ".expired-")


def beside(url: str) -> tuple[Path, ...]:
    """Return the files that opening a store, or retention, left beside it."""
    file = Path(url)
    found = file.parent.glob(f"{escape(file.name)}.*")
    return tuple(sorted(f for f in found if any(m in f.name[len(file.name) :] for m in _MARKS)))
