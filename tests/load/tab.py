"""One browser tab: its cookie, its socket, and the runs it requests."""

import asyncio
import time
from collections.abc import Set
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection

from tests.load import asking, widgets, wire
from tests.load.live import Live
from tests.load.screen import AGAIN, Screen

# Longer than anyone waits; a run that takes this long counts as failed.
_PATIENCE_SECONDS = 60.0
# If the page was redrawn before a tap sent behind it, the tap's response follows right after.
_ANOTHER_SECONDS = 4.0


class Ran(NamedTuple):
    """Seconds until *Saved* was on the screen, if at all, and until everything was done."""

    saved_after: float | None
    done_after: float


class Tab:
    """What a person sees and does, page after page."""

    def __init__(self, server: str, cookie: str = "") -> None:
        self.server = server
        self.cookie = cookie
        self.screen = Screen()
        self.arrived: dict[str, float] = {}
        # When each piece of room news was last announced, before it was drawn.
        self.heard: dict[str, float] = {}
        self._news: Set[str] = frozenset()
        self._socket: ClientConnection | None = None
        self._one_at_a_time = asyncio.Lock()
        self._tapped, self._taps = asyncio.Event(), 0
        self._is_undrawn = False  # a redraw was requested, and a tap came behind it
        self._where = ""
        self._live: Live | None = None

    async def enter(self, link: str) -> None:
        """Follow a link that sets the cookie, such as /join/<code>, and load the app's frame."""
        async with wire.get(self.server, link, self.cookie) as reply:
            if reply.status != 303:
                raise ConnectionError(f"{link} answered {reply.status}")
            self.cookie = reply.cookie
        for path in ("/", "/_stcore/health", "/_stcore/host-config"):
            async with wire.get(self.server, path, self.cookie) as reply:
                await reply.body.read()

    async def open(self, page: str = "") -> Ran:
        """Open a page by its address, as after joining or on a reload."""
        await self.close()
        self.screen, self._where = Screen(), page
        self._socket = await asking.socket(self.server, self.cookie, "")
        return await self._run(asking.opening(page))

    async def go(self, page: str) -> Ran:
        """Go to another page by its link."""
        self._where = page
        return await self._run(asking.turning(self.screen.pages[page]))

    async def change(self, name: str, value: widgets.Value) -> Ran:
        """Set a widget, or click a button, and wait for the page's response."""
        self.screen.widget(name)  # raises if it isn't there at all
        self._taps += 1
        self._tapped.set()
        try:
            return await self._rerun(partial(self._set, name, value))
        finally:
            self._taps -= 1
            if not self._taps:
                self._tapped.clear()

    async def lose(self) -> None:
        """Lose the network, without closing the connection properly."""
        if self._live:
            self._live.lose()
        async with self._one_at_a_time:
            if self._socket:
                self._socket.transport.abort()
                self._socket = None

    async def come_back(self) -> None:
        """Reconnect with the page as it is, and the session's name, as a browser does.

        Raises if the server refuses; a browser then retries.
        """
        if self._live:
            self._live.come_back()
        self._socket = await asking.socket(self.server, self.cookie, self.screen.session)
        # Otherwise a browser requests nothing, and the live signal triggers its redraw.
        if self.screen.showed_a_part:
            await self._rerun(lambda _: None)

    async def close(self) -> None:
        """Close the tab once its current run is done."""
        if self._live:
            self._live.close()
            self._live = None
        async with self._one_at_a_time:
            if self._socket:
                await self._socket.close()
                self._socket = None

    def _set(self, name: str, value: widgets.Value, ask: BackMsg) -> None:
        kind, element, fragment, _ = self.screen.widget(name)
        state = widgets.given(kind, element, value)
        if value == widgets.CLICK:
            ask.rerun_script.widget_states.widgets.append(state)
        else:
            self.screen.states[element.id] = state
        ask.rerun_script.fragment_id = fragment

    async def _rerun(self, fill: asking.Fill, *, patient: bool = True) -> Ran:
        def fill_all(ask: BackMsg) -> None:
            fill(ask)
            ask.rerun_script.page_script_hash = self.screen.page
            ask.rerun_script.widget_states.widgets.extend(self.screen.states.values())

        return await self._run(fill_all, patient=patient)

    async def _run(self, fill: asking.Fill, *, patient: bool = True) -> Ran:
        started = time.perf_counter()
        async with self._one_at_a_time, asyncio.timeout(_PATIENCE_SECONDS):
            if self._socket is None:
                raise ConnectionError("this tab is closed")
            # Only now: the run before this one may have moved the person to another page.
            url = f"{self.server}/{self._where}"
            await self._socket.send(asking.message(url, self.screen.large, fill))
            ran = await self._until_done(self._socket, started, patient)
        self._look_round()
        return ran

    async def _until_redrawn(self) -> None:
        """Wait for a redraw that was requested before a tap and comes after it."""
        async with self._one_at_a_time:
            if self._is_undrawn and self._socket:
                await self._until_done(self._socket, time.perf_counter(), patient=False)
        self._look_round()

    def _look_round(self) -> None:
        """Note the current page, and follow its live signal."""
        if self.screen.path != self._where:
            self._where = self.screen.path
            self.arrived[self._where] = time.perf_counter()
        self._listen()

    async def _until_done(self, socket: ClientConnection, started: float, patient: bool) -> Ran:
        self.screen.saved, saved_after = False, None
        if not patient and not await self._until_drawn(socket):
            return Ran(None, time.perf_counter() - started)
        ended, before = None, self.screen.follows
        while ended is None or ended == AGAIN:
            ended = await self._take_in(socket)
            if self.screen.saved and saved_after is None:
                saved_after = time.perf_counter() - started
            if ended not in (None, AGAIN) and self._is_undrawn and self.screen.follows != before:
                # That was the redraw; a tap sent behind it mostly came before it.
                self._is_undrawn, self.screen.saved = False, False
                if await self._goes_on(socket):
                    ended, saved_after = None, None
        return Ran(saved_after, time.perf_counter() - started)

    async def _take_in(self, socket: ClientConnection) -> int | None:
        return self.screen.show(ForwardMsg.FromString(await socket.recv(decode=False)))

    async def _goes_on(self, socket: ClientConnection) -> bool:
        """Say whether another response begins, as for a tap sent behind a redraw."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_ANOTHER_SECONDS):
                while True:
                    message = ForwardMsg.FromString(await socket.recv(decode=False))
                    self.screen.show(message)
                    if message.WhichOneof("type") != "session_status_changed":
                        return True
        return False

    async def _until_drawn(self, socket: ClientConnection) -> bool:
        """Wait until the page is being drawn: while connected, it requests that only once.

        False if someone taps meanwhile: a browser sends that at once.
        """
        before = self.screen.follows
        tapped = asyncio.ensure_future(self._tapped.wait())
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                while self.screen.follows == before:
                    taking = asyncio.ensure_future(self._take_in(socket))
                    await asyncio.wait((taking, tapped), return_when=asyncio.FIRST_COMPLETED)
                    if not taking.done():
                        self._is_undrawn = taking.cancel()
                        return False
                    await taking
        finally:
            tapped.cancel()
        self._is_undrawn = False
        return True

    def _listen(self) -> None:
        """Hold the live stream while the page has the component that follows it."""
        follows = self.screen.follows
        if follows is None:
            return
        if self._live and self._live.component == follows.component:
            self._live.drawn(follows.drawn)
            return
        if self._live:
            self._live.close()
        self._live = Live(self.server, self.cookie, follows, self)

    @property
    def is_drawing(self) -> bool:
        """Say whether the page is being drawn, so that parts may not be there yet."""
        return self._one_at_a_time.locked()

    @property
    def is_behind(self) -> bool:
        """Say whether the page shows less of the room than was announced."""
        return self._live is not None and self._live.is_behind

    def seen(self) -> str:
        """Return the number of the room's state that the page was drawn with."""
        return self.screen.follows.seen if self.screen.follows else ""

    def told(self, news: Set[str]) -> None:
        """Record when each piece of room news was announced, and when it stopped being true."""
        gone = {f"not {what}" for what in self._news - news}
        self.heard.update(dict.fromkeys(gone | (news - self._news), time.perf_counter()))
        self._news = news

    async def redraw(self) -> None:
        """Rerun the whole page, as the live component requests."""
        if self.screen.follows is None or self._socket is None:
            return
        await self._rerun(self._changed, patient=False)
        while self._is_undrawn and self._socket:  # someone tapped, and the tap came first
            await self._until_redrawn()

    def _changed(self, ask: BackMsg) -> None:
        if follows := self.screen.follows:
            asking.changed(follows.component)(ask)
