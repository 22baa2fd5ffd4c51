"""Leading a room on its run page, by its agenda and its buttons (pages/facilitator/parts)."""

import asyncio

from exercises import exercise
from tests.load.tab import Tab
from tests.load.widgets import CLICK, name_of

_PATIENCE_SECONDS = 20.0


async def look_at(leading: Tab, slug: str) -> None:
    """Select a step in the agenda."""
    agenda = next(s.element for s in leading.screen.shown.values() if s.kind == "radio")
    of = exercise(slug)
    assert of
    # Followed by its minutes, and preceded by a tick once its results have been shown.
    picked = next(option for option in agenda.options if of.content().title in option)
    await leading.change(name_of(agenda), picked)


async def press(leading: Tab, cue: str, slug: str) -> None:
    """Press a button of the selected step, or the next button if it says the same."""
    there = await _drawn(leading, f"next-{cue}-{slug}", pressed(cue, slug))
    await leading.change(there, CLICK)


async def go_on(leading: Tab, cue: str, slug: str) -> None:
    """Press the next button, which must say this; leave a pause after the last press."""
    await leading.change(await _drawn(leading, f"next-{cue}-{slug}"), CLICK)


async def _drawn(leading: Tab, *names: str) -> str:
    """Wait until the page, redrawn now and then, shows one of these, and return the first."""
    async with asyncio.timeout(_PATIENCE_SECONDS):
        while not any(leading.screen.has(name) for name in names):
            await asyncio.sleep(0.05)
    return next(name for name in names if leading.screen.has(name))


def pressed(cue: str, slug: str) -> str:
    """Return the key of a step's button."""
    return f"press-{cue}-{slug}-"
