"""Purges deleted text from the file as well, while the server runs and nobody is answering."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from data import Store

# Everyone waits while the file is rewritten, so this only happens after a gap longer than any pause
# in a session. Startup and shutdown do it, too.
QUIET_MINUTES: Final = 5
_LOOK_EVERY_SECONDS: Final = 60


@asynccontextmanager
async def tidying(store: Store) -> AsyncIterator[None]:
    """Check once a minute whether something was deleted and nothing is being saved."""
    task = asyncio.create_task(_now_and_then(store))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _now_and_then(store: Store) -> None:
    while True:
        await asyncio.sleep(_LOOK_EVERY_SECONDS)
        await run_in_threadpool(store.tidy_up, QUIET_MINUTES * 60)
