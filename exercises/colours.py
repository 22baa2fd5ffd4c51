"""Chart colours: one accent, its tint, and what's readable on what."""

from dataclasses import dataclass
from typing import Final

from exercises.exercise import Theme


@dataclass(frozen=True)
class Palette:
    """One accent and its tint on the page's background, and distinct hues, as hex colours."""

    background: str
    text: str
    accent: str
    tint: str
    hues: tuple[str, ...]  # for unordered options; the stage's style sheet has the same


PALETTES: Final[dict[Theme, Palette]] = {
    "light": Palette(
        background="#fffdf9",
        text="#1c2b29",
        accent="#0a6657",
        tint="#cfe4de",
        hues=("#0a6657", "#e0a030", "#6d4a8c", "#2f6fa8"),
    ),
    "dark": Palette(
        background="#15201f",
        text="#e9f1ef",
        accent="#5ec9b4",
        tint="#29473f",
        hues=("#5ec9b4", "#f0bd5e", "#b79ad3", "#7fb5e3"),
    ),
}


def mix(start: str, end: str, share: float) -> str:
    """Return the hex colour at this share of the way from one colour to another."""
    pairs = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two hex colours as defined by WCAG 2, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def ink(fill: str) -> str:
    """Return black or white, whichever reads better on a fill: at least 4.58, so always WCAG AA."""
    return max("#000000", "#ffffff", key=lambda colour: contrast(colour, fill))


def _channels(colour: str) -> list[int]:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _luminance(colour: str) -> float:
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    ]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
