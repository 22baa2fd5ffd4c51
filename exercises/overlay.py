"""A host's own wording in place of ours: a folder with the same files, holding only the changes.

It's read along with the content, on start, so the setting isn't among the pages' own.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

VARIABLE: Final = "WORKSHOP_CONTENT"
_APP: Final = Path(__file__).parents[1]

# Unused keys and files in the folder: misspelt, or left over from another version.
unused: list[str] = []
_known: set[Path] = set()


def beside(module_folder: Path) -> Path | None:
    """Return the folder with the host's own wording for a module, or None.

    Raise SystemExit if their folder is missing, or the app would use wording they didn't mean.
    """
    given = os.environ.get(VARIABLE, "")
    if not given or not module_folder.is_relative_to(_APP):
        return None
    if not Path(given).is_dir():
        raise SystemExit(f"{VARIABLE}: there's no folder at {given}")
    folder = Path(given) / module_folder.relative_to(_APP)
    _known.add(folder)
    return folder


def used(own: Mapping[str, Any], ours: Mapping[str, Any], place: str) -> dict[str, Any]:
    """Return the entries whose keys ours has, and record the others as unused."""
    kept: dict[str, Any] = {}
    for key, value in own.items():
        if key not in ours:
            unused.append(f"{place}{key}")
        elif isinstance(value, dict) and isinstance(ours[key], dict):
            kept[key] = used(value, ours[key], f"{place}{key}.")
        else:
            kept[key] = value
    return kept


def without_place() -> list[str]:
    """Return the keys and files in the folder that the app doesn't use."""
    given = os.environ.get(VARIABLE, "")
    found = sorted(Path(given).rglob("*.toml")) if given else []
    return [*unused, *(str(file) for file in found if file.parent not in _known)]
