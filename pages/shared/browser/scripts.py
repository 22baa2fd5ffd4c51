"""The scripts and styles of this folder as text."""

from pathlib import Path
from typing import Final

# A component's script can't import others, so shared scripts are prepended.
_SHARED: Final = {
    "copy.js": ("copying.js",),
    "outbox.js": ("copying.js",),
    "keys.js": ("typing.js",),
    "live.js": ("typing.js", "pausing.js", "stream.js", "sharing.js"),
}


def source(name: str) -> str:
    """Return a file's text, with the scripts it shares in front."""
    return "\n".join(map(_text, (*_SHARED.get(name, ()), name)))


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
