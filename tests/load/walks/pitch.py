"""Step 5: choose what to ask for, and make a part longer and shorter."""

from collections.abc import Iterator
from random import Random

from exercises.pitch import WORDING
from exercises.pitch.answer import ASK_KINDS, AskKind
from tests.load.walks.change import Change
from tests.load.widgets import Value


def walk(rng: Random) -> Iterator[Change]:
    """Never the same twice in a row, so that every change needs saving."""
    names = WORDING.in_("en").ask_kinds
    kind: AskKind | None = None
    words = 0
    value: Value
    while True:
        if rng.random() < 0.4:
            chosen = rng.choice([k for k in ASK_KINDS if k != kind])
            kind, widget, value = chosen, "kind", [names[chosen].name]
        else:
            words = rng.choice([n for n in range(1, 40) if n != words])
            widget, value = "why-0", " ".join(["word"] * words)
        parts = ("why",) if words else ()
        shared = {"ask_kind": kind, "parts": parts, "words": words}
        yield Change(widget, value, shared)
