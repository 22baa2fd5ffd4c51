"""Taking deleted words out of the file, too, while the server runs and nobody answers."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from starlette.concurrency import run_in_threadpool

from data import Store

# Everybody waits while the file is rewritten: so not in a session, whose pauses are shorter. A
# start and a stop do it, too.
QUIET_MINUTES: Final = 5
_LOOK_EVERY_SECONDS: Final = 60


@asynccontextmanager
async def tidying(store: Store) -> AsyncIterator[None]:
    """Look once a minute whether something was deleted and nothing is being saved."""
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
