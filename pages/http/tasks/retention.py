"""Deletes what nobody has used for a long time: at startup, and then once a day."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool

from data import Store, keys
from data.faults import StoreFault
from data.retention import COPY_DAYS
from data.store import utc_now
from pages.http.settings import settings

_A_DAY_IN_SECONDS: Final = 24 * 3600 + 60  # times recorded a day ago count
_A_JUMP: Final = timedelta(days=3)

_log = logging.getLogger(__name__)


def expire(store: Store) -> None:
    """Delete whatever the setting says is due, and log it."""
    days, clock = settings().retention_days, utc_now()
    try:
        now = store.retention.believed(clock)
        if now is None:
            return
        for copy in store.retention.remove_copies(now - timedelta(days=COPY_DAYS)):
            _log.info("removed %s, which held what retention deleted", copy)
        if days is None:
            return
        if clock - now > _A_JUMP:
            _log.warning(
                "the clock says %s and was last seen at %s: retention goes by that for a day",
                *(f"{moment:%Y-%m-%d %H:%M}" for moment in (clock, now)),
            )
        deleted = store.retention.expire(now - timedelta(days=days))
    except (StoreFault, OSError) as fault:
        _log.warning("retention deleted nothing and will try again: %s", fault)
        return
    if deleted.rooms or deleted.learners:
        told = ", ".join(map(keys.spoken_code, deleted.rooms)) or "none"
        _log.info(
            "deleted after %d days without activity: rooms %s; learners alone: %d",
            *(days, told, deleted.learners),
        )
    if deleted.copy:
        _log.info("a copy of it is in %s for %d days", deleted.copy, COPY_DAYS)


@asynccontextmanager
async def expiring(store: Store) -> AsyncIterator[None]:
    """Delete what's due now, and then once a day."""
    await run_in_threadpool(expire, store)
    task = asyncio.create_task(_daily(store))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _daily(store: Store) -> None:
    while True:
        await asyncio.sleep(_A_DAY_IN_SECONDS)
        await run_in_threadpool(expire, store)
