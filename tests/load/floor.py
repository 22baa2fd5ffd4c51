"""Our pages compared with a bare page of the same widgets that saves nothing."""

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Sequence
from pathlib import Path
from random import Random

from tests.load import bare
from tests.load.crowd import PEOPLE, THINK_SECONDS, Person, crowd
from tests.load.figures import Figures, say
from tests.load.recorded import Field
from tests.load.room import room
from tests.load.started import Started, started
from tests.load.tab import Ran, Tab
from tests.load.tally import Tally
from tests.load.walks import walk_of
from tests.load.walks.change import CLICK, Change
from tests.load.widgets import name_of
from tests.server import ROOT

# Streamlit's defaults, except usage statistics, which stay off.
SHIPPED = {
    "STREAMLIT_RUNNER_POST_SCRIPT_GC": "true",
    "STREAMLIT_RUNNER_MAGIC_ENABLED": "true",
    "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "auto",
}
_WARM_UP_SECONDS = 2.0


async def ours(slug: str, seconds: float, **settings: str) -> Figures:
    """Saturate one of our pages."""
    async with room(**settings) as here:
        await here.fill(PEOPLE, lambda attendee: attendee.live(THINK_SECONDS, slug))
        await asyncio.sleep(_WARM_UP_SECONDS)
        figures = await here.settle(await here.measure(seconds))
    say(figures.told())
    for lost in figures.lost[:3]:
        say(f"  {lost}")
    return figures


async def floor(slug: str, fields: Sequence[Field], seconds: float) -> Figures:
    """Saturate a bare page with the widgets of one of ours."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "bare.py"
        page.write_text(bare.script(fields), encoding="utf-8")
        command = [
            *(sys.executable, "-m", "streamlit", "run", str(page)),
            *("--server.port", "{port}", "--server.address", "127.0.0.1"),
        ]
        # Run in our folder, so that our Streamlit settings apply there too.
        with started(command, ROOT, "/_stcore/health", Path(folder) / "log") as server:
            return await crowd(server, _visitor(server, slug), seconds)


def _visitor(server: Started, slug: str) -> Person:
    async def visit(rng: Random, tally: Tally) -> None:
        tab = Tab(server.url)
        await tab.open()
        for change in walk_of(slug)(rng):
            await asyncio.sleep(rng.expovariate(1 / THINK_SECONDS))
            tally.saves.append((await _make(tab, change, rng)).done_after)

    return visit


def _make(tab: Tab, change: Change, rng: Random) -> Awaitable[Ran]:
    """Make a change; if the bare page lacks just this button, click another."""
    shown = tab.screen.shown.values()
    try:
        tab.screen.widget(change.widget)
    except KeyError:
        buttons = [name_of(s.element) for s in shown if s.kind == "button"]
        return tab.change(rng.choice(buttons), CLICK)
    return tab.change(change.widget, change.value)
