"""Deleting what nobody touched for long: at start, and once a day while the server runs."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool

from data import Store, keys
from data.faults import StoreFault
from data.store import utc_now
from pages.http.settings import settings

_A_DAY_IN_SECONDS: Final = 24 * 3600

_log = logging.getLogger(__name__)


def expire(store: Store) -> None:
    """Delete what is due by the setting, and say in the log what that was."""
    days = settings().retention_days
    if days is None:
        return
    try:
        deleted = store.retention.expire(utc_now() - timedelta(days=days))
    except StoreFault as fault:
        _log.warning("retention deleted nothing and will try again: %s", fault)
        return
    if deleted.rooms or deleted.learners:
        told = ", ".join(map(keys.spoken_code, deleted.rooms)) or "none"
        _log.info(
            "deleted after %d days without activity: rooms %s; learners alone: %d",
            *(days, told, deleted.learners),
        )


@asynccontextmanager
async def expiring(store: Store) -> AsyncIterator[None]:
    """Delete what is due now, and then once a day."""
    await run_in_threadpool(expire, store)
    task = asyncio.create_task(_daily(store))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _daily(store: Store) -> None:
    while settings().retention_days is not None:
        await asyncio.sleep(_A_DAY_IN_SECONDS)
        await run_in_threadpool(expire, store)
