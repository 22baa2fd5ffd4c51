"""Leading a room on its run page, by its agenda and its buttons (pages/facilitator/parts)."""

from exercises import exercise
from tests.load.tab import Tab
from tests.load.widgets import CLICK, name_of


async def look_at(leading: Tab, slug: str) -> None:
    """Pick a step in the agenda."""
    agenda = next(s.element for s in leading.screen.shown.values() if s.kind == "radio")
    of = exercise(slug)
    assert of
    # With its minutes behind it, and a tick in front once its results were shown.
    picked = next(option for option in agenda.options if of.content().title in option)
    await leading.change(name_of(agenda), picked)


async def press(leading: Tab, cue: str, slug: str) -> None:
    """Press a button of the step that one looks at, or the next one where that says the same."""
    name, following = pressed(cue, slug), f"next-{cue}-{slug}"
    await leading.change(following if leading.screen.has(following) else name, CLICK)


async def go_on(leading: Tab, cue: str, slug: str) -> None:
    """Press the next button, which is to say this; it needs a pause after the last press."""
    await leading.change(f"next-{cue}-{slug}", CLICK)


def pressed(cue: str, slug: str) -> str:
    """Return the key of a button of a step."""
    return f"press-{cue}-{slug}-"
