"""What pages say about retention, before and after anything is deleted."""

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
    """Say when a room, or a learner's answers, will be deleted; nothing if never."""
    if days := settings().retention_days:
        told = words().retention.alone if alone else words().retention.room
        st.caption(" ".join((told.format(days=days), *_copied())))


def tell_day(cohort: Cohort) -> None:
    """Say on which day a room will be deleted unless it's used again."""
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
    """Say when deleted answers will have left the file, too."""
    told = words().retention
    if running().store.is_postgres:
        st.caption(told.gone_from_database)
    else:
        st.caption(told.gone_from_file.format(minutes=QUIET_MINUTES))


def _copied() -> tuple[str, ...]:
    # PostgreSQL has backups of its own.
    if running().store.is_postgres:
        return ()
    return (words().retention.copied.format(days=COPY_DAYS),)
