"""What people see when a page fails: what happened and what to do, never a stack trace."""

import logging

import streamlit as st

from data.faults import StoreFault
from pages.shared.language import words

LOG = logging.getLogger(__name__)


def tell(error: Exception) -> bool:
    """Say in plain words that the page failed; the trace goes to the server's log only."""
    LOG.error("a page failed", exc_info=error)
    if isinstance(error, StoreFault):
        st.error(words().store_faults[error.fault.value].on_page, icon=":material/cloud_off:")
    else:
        st.error(words().house.went_wrong, icon=":material/error:")
    return True
