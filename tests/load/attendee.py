"""An attendee: joins, goes through the agenda, changes answers, and thinks in between."""

import asyncio
from collections.abc import Awaitable, Mapping
from contextlib import suppress
from itertools import cycle
from random import Random
from typing import Any

from websockets.exceptions import WebSocketException

from data import keys
from tests.load.tab import Tab
from tests.load.tally import Tally
from tests.load.walks import walks
from tests.load.walks.change import CLICK, Change
from tests.load.widgets import Value

# Then they go to the next exercise, as when the facilitator moves on.
_CHANGES_PER_PAGE = 5
# No faster than the middleware allows one socket to be (pages/http/middleware/conversation.py).
_PAUSE_SECONDS = 0.5


class Attendee:
    """One person with a phone, who repeats the same actions for the same seed."""

    def __init__(self, server: str, seed: int, tally: Tally) -> None:
        self.tab = Tab(server)
        self.listening = False  # while the facilitator talks about the results
        self.kept: dict[str, Mapping[str, Any]] = {}
        self._given: dict[str, dict[str, Value]] = {}
        self._rng = Random(seed)
        self._tally = tally
        self._resting = asyncio.Event()
        self._walks = {slug: walk(self._rng) for slug, walk in walks().items()}

    @property
    def fingerprint(self) -> str:
        """Return this attendee's name in the store."""
        return self._fingerprint

    @property
    def is_themselves(self) -> bool:
        """Say whether the open page is this attendee's own (pages/shared/saving/tab.py)."""
        return self.tab.screen.owners == {self._fingerprint[:12]}

    @property
    def _fingerprint(self) -> str:
        # A proxy in front may have added a cookie of its own.
        own = next(one for one in self.tab.cookie.split("; ") if "workshop_attendee=" in one)
        return keys.fingerprint(own.rpartition(".")[2])

    async def join(self, code: str) -> None:
        """Scan the code: get a cookie and see the first page."""
        await self.tab.enter(f"/join/{code}")
        await self.tab.open()

    async def live(self, think_seconds: float, *slugs: str) -> None:
        """Go through these exercises, or all, until told to rest, thinking before each change."""
        here = ""
        for slug in cycle(slugs or self._walks):
            if slug != here:
                await self._try(self.tab.go(slug))
                here = slug
            for _ in range(_CHANGES_PER_PAGE):
                if await self._rests_within(self._rng.expovariate(1 / think_seconds)):
                    return
                await self._try(self._change(slug))

    async def follow(self, think_seconds: float) -> None:
        """Answer on whichever page they were last brought to, until told to rest."""
        while not await self._rests_within(self._rng.expovariate(1 / think_seconds)):
            if (here := self.tab.screen.path) in self._walks and not self.listening:
                await self._try(self._change(here))

    async def answer_once(self, slug: str) -> None:
        """Answer one exercise, and stay on its page."""
        await self.answer(slug, 1)

    async def answer(self, slug: str, times: int) -> None:
        """Answer one exercise, change the answer now and then, and stay on its page."""
        await self._try(self.tab.go(slug))
        for _ in range(times):
            await self._try(self._change(slug))
            await asyncio.sleep(_PAUSE_SECONDS if times > 1 else 0)

    def rest(self) -> None:
        """Finish the current action, and stop."""
        self._resting.set()

    async def lost_on_reload(self) -> list[str]:
        """Reload every answered page; return the widgets that show something else."""
        lost = []
        for slug, given in self._given.items():
            await self.tab.open(slug)
            lost += [f"{slug}.{w}" for w, v in given.items() if not self._shows(w, v)]
        return lost

    async def forgotten(self) -> list[str]:
        """Go to every answered page; return the widgets for which the server lacks the saved value.

        The browser shows it all, and the server would show the same in a fresh browser.
        """
        forgotten = []
        for slug, given in sorted(self._given.items(), key=lambda i: i[0] != self.tab.screen.path):
            if self.tab.screen.path != slug:
                await self._try(self.tab.go(slug))
            sent = {w: self.tab.screen.sent(w) for w in given if self._shows(w, given[w])}
            forgotten += [
                f"{slug}.{w}: {sent.get(w)} for {v}"
                for w, v in given.items()
                if sent.get(w) != _in_order(v)
            ]
        return forgotten

    async def _change(self, slug: str) -> None:
        change = next(self._walks[slug])
        # Until the page says *Saved*, the answer may be stored or not: neither would be a loss.
        before = self.kept.pop(slug, None)
        shown = self._given.get(slug, {}).pop(change.widget, None)
        try:
            ran = await self.tab.change(change.widget, change.value)
        except KeyError:
            if self.tab.screen.path == slug and not self.tab.is_drawing:
                raise
            # Just moved to another page, or this one is half drawn: nobody tapped anything.
            self.kept |= {slug: before} if before else {}
            self._given.setdefault(slug, {}).update({} if shown is None else {change.widget: shown})
            return
        if ran.saved_after is not None:
            self._tally.saves.append(ran.saved_after)
        elif self.tab.screen.path == slug:
            raise NotSavedError("; ".join(self.tab.screen.complaints))
        # Someone moved along at the moment of a tap doesn't see *Saved*, and loses nothing.
        self._keep(slug, change)

    def _keep(self, slug: str, change: Change) -> None:
        self.kept[slug] = change.shared
        # Only a browser that reordered a ranking sends it; after a reload only the export can tell.
        if change.value != CLICK and not change.widget.startswith("order-"):
            self._given.setdefault(slug, {})[change.widget] = change.value

    async def _rests_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._resting.wait(), seconds)
        return self._resting.is_set()

    async def _try(self, what: Awaitable[object]) -> None:
        """Try one thing; a failure is counted, and they carry on as people do."""
        try:
            await what
        except (NotSavedError, OSError, TimeoutError, KeyError, WebSocketException) as error:
            self._tally.errors[f"{type(error).__name__}: {error}"[:120]] += 1

    def _shows(self, widget: str, value: Value) -> bool:
        try:
            shown = self.tab.screen.value(widget)
        except KeyError:
            return False
        return shown == _in_order(value)


def _in_order(value: Value) -> Value:
    return sorted(value) if isinstance(value, list) else value


class NotSavedError(Exception):
    """The page didn't say *Saved* after a change."""
