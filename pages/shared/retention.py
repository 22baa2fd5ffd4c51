"""What pages say of retention, before it deletes anything and after."""

from datetime import timedelta

import streamlit as st

from data.cohorts import Cohort
from exercises import formats
from pages.http.running import running
from pages.http.settings import settings
from pages.shared import clock
from pages.shared.language import locale, words


def tell(*, alone: bool = False) -> None:
    """Say after how long a room, or what a learner gave, is deleted; nothing where never."""
    if days := settings().retention_days:
        told = words().retention.alone if alone else words().retention.room
        st.caption(told.format(days=days))


def tell_day(cohort: Cohort) -> None:
    """Say on which day a room is deleted unless something happens in it."""
    days = settings().retention_days
    if days and not cohort.synthetic and not cohort.alone:
        last = running().store.retention.last_activity(cohort.code)
        if last:
            day = last + timedelta(days=days)
            st.info(
                words().retention.day.format(
                    days=days, day=formats.day(clock.day_of(day), locale())
                )
            )
