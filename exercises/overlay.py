"""A host's own words in place of ours: a folder with the same files as here, each with less in it.

It is read where content is, when the app starts; so the setting is not one of the pages' own.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

VARIABLE: Final = "WORKSHOP_CONTENT"
_APP: Final = Path(__file__).parents[1]

# Keys and files of the folder that nothing asks for: misspelt, or gone since another version.
unused: list[str] = []
_known: set[Path] = set()


def beside(module_folder: Path) -> Path | None:
    """Return the folder of the host's own words for a module; None where there is none.

    Without the folder that they set, the app would speak in other words than they meant.
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
    """Return what there is a place for among our words, and note the rest."""
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
    """Return the keys and files of the folder that belong to nothing in the app."""
    given = os.environ.get(VARIABLE, "")
    found = sorted(Path(given).rglob("*.toml")) if given else []
    return [*unused, *(str(file) for file in found if file.parent not in _known)]
