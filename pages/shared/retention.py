"""What pages say of retention, before it deletes anything and after."""

from datetime import timedelta

import streamlit as st

from data.cohorts import Cohort
from data.retention import COPY_DAYS
from exercises import formats
from pages.http.running import running
from pages.http.settings import settings
from pages.http.tasks.tidying import QUIET_MINUTES
from pages.shared import clock
from pages.shared.language import spoken, words


def tell(*, alone: bool = False) -> None:
    """Say after how long a room, or what a learner gave, is deleted; nothing where never."""
    if days := settings().retention_days:
        told = words().retention.alone if alone else words().retention.room
        st.caption(" ".join((told.format(days=days), *_copied())))


def tell_day(cohort: Cohort) -> None:
    """Say on which day a room is deleted unless something happens in it."""
    days = settings().retention_days
    if days and not cohort.synthetic and not cohort.alone:
        last = running().store.retention.last_activity(cohort.code)
        if last:
            day = last + timedelta(days=days)
            st.info(
                words().retention.day.format(
                    days=days, day=formats.day(clock.day_of(day), spoken())
                )
            )


def tell_when_gone() -> None:
    """Say when what one deletes has left the file, too."""
    told = words().retention
    if running().store.is_postgres:
        st.caption(told.gone_from_database)
    else:
        st.caption(told.gone_from_file.format(minutes=QUIET_MINUTES))


def _copied() -> tuple[str, ...]:
    # A PostgreSQL has backups of its own.
    if running().store.is_postgres:
        return ()
    return (words().retention.copied.format(days=COPY_DAYS),)
