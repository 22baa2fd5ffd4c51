"""One tab of a browser: its cookie, its socket, and the runs that it asks for."""

import asyncio
import json
import time
from typing import NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from tests.load import widgets, wire
from tests.load.live import Live
from tests.load.screen import AGAIN, Screen

# Longer than anybody waits; a run that takes this long counts as failed.
_PATIENCE_SECONDS = 60.0


class Ran(NamedTuple):
    """How a run went: when *Saved* was on the screen, if at all, and when all was done."""

    saved_after: float | None
    done_after: float


class Tab:
    """What a person sees and does on one page after another."""

    def __init__(self, server: str, cookie: str = "") -> None:
        self.server = server
        self.cookie = cookie
        self.screen = Screen()
        self.redrawn: list[float] = []
        self._socket: ClientConnection | None = None
        self._one_at_a_time = asyncio.Lock()
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
        """Open a page by its address, as after joining or at a reload."""
        await self.close()
        self.screen, self._where = Screen(), page
        self._socket = await connect(
            f"{self.server.replace('http', 'ws')}/_stcore/stream",
            origin=Origin(self.server),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers={"Cookie": self.cookie} if self.cookie else {},
            compression=None,
            ping_interval=None,
            max_size=None,
            close_timeout=1,
        )
        ask = BackMsg()
        ask.rerun_script.page_name = page
        return await self._run(ask)

    async def go(self, page: str) -> Ran:
        """Turn to another page by its link."""
        self._where = page
        ask = BackMsg()
        ask.rerun_script.page_script_hash = self.screen.pages[page]
        return await self._run(ask)

    async def change(self, name: str, value: widgets.Value) -> Ran:
        """Set a widget, or click a button, and wait until the page has answered."""
        kind, element, fragment, _ = self.screen.widget(name)
        state = widgets.given(kind, element, value)
        ask = BackMsg()
        if value == widgets.CLICK:
            ask.rerun_script.widget_states.widgets.append(state)
        else:
            self.screen.states[element.id] = state
        ask.rerun_script.fragment_id = fragment
        return await self._rerun(ask)

    async def close(self) -> None:
        """Close the tab, once the run under way is done."""
        if self._live:
            self._live.close()
            self._live = None
        async with self._one_at_a_time:
            if self._socket:
                await self._socket.close()
                self._socket = None

    async def _rerun(self, ask: BackMsg, *, patient: bool = True) -> Ran:
        ask.rerun_script.page_script_hash = self.screen.page
        ask.rerun_script.widget_states.widgets.extend(self.screen.states.values())
        return await self._run(ask, patient=patient)

    async def _run(self, ask: BackMsg, *, patient: bool = True) -> Ran:
        context = ask.rerun_script.context_info
        context.timezone, context.locale, context.color_scheme = "UTC", "en-US", "light"
        context.url = f"{self.server}/{self._where}"
        ask.rerun_script.widget_states.SetInParent()
        ask.rerun_script.cached_message_hashes.extend(self.screen.large)
        async with self._one_at_a_time, asyncio.timeout(_PATIENCE_SECONDS):
            if self._socket is None:
                raise ConnectionError("this tab is closed")
            ran = await self._until_done(self._socket, ask.SerializeToString(), patient)
        self._listen()
        return ran

    async def _until_done(self, socket: ClientConnection, asked: bytes, patient: bool) -> Ran:
        self.screen.saved, saved_after = False, None
        started = time.perf_counter()
        await socket.send(asked)
        if not patient:
            await self._until_drawn(socket)
        ended: int | None = None
        while ended is None or ended == AGAIN:
            ended = await self._take_in(socket)
            if self.screen.saved and saved_after is None:
                saved_after = time.perf_counter() - started
        return Ran(saved_after, time.perf_counter() - started)

    async def _take_in(self, socket: ClientConnection) -> int | None:
        return self.screen.show(ForwardMsg.FromString(await socket.recv(decode=False)))

    async def _until_drawn(self, socket: ClientConnection) -> None:
        """Wait until the page is being drawn: while its connection stands, it asks only once."""
        before = self.screen.follows
        async with asyncio.timeout(_PATIENCE_SECONDS):
            while self.screen.follows == before:
                await self._take_in(socket)

    def _listen(self) -> None:
        """Hold the live stream while the page has the component that follows it."""
        follows = self.screen.follows
        if follows is None or (self._live and self._live.component == follows.component):
            return
        if self._live:
            self._live.close()
        self._live = Live(self.server, self.cookie, follows, self._seen, self._redraw)

    def _seen(self) -> str:
        return self.screen.follows.seen if self.screen.follows else ""

    async def _redraw(self) -> None:
        """Rerun the whole page, as the live component asks for."""
        follows = self.screen.follows
        if follows is None or self._socket is None:
            return
        ask = BackMsg()
        state = ask.rerun_script.widget_states.widgets.add()
        state.id = f"$$STREAMLIT_INTERNAL_KEY_{follows.component}__events"
        now = round(time.time() * 1000)
        state.json_trigger_value = json.dumps([{"event": "changed", "value": now}])
        await self._rerun(ask, patient=False)
        self.redrawn.append(time.perf_counter())
