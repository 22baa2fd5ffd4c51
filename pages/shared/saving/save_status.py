"""Where the answer is: a line at the foot of each part of a page, in view while the part is."""

from typing import NamedTuple

import streamlit as st

from pages.shared.saving import quick


class Line(NamedTuple):
    """What is said of where an answer is; `icon` is the name of a Material symbol."""

    told: str
    icon: str
    complains: bool = False


def say(part: str, line: Line | None) -> None:
    """Say where the answers of a part are, or why something is not saved, or nothing as yet.

    A complaint stands in the same place, so that nobody scrolls past it.
    """
    with quick.place(f"whereabouts-{part}"):
        if line is None:
            return
        if line.complains:
            st.error(line.told, icon=f":material/{line.icon}:")
        else:
            st.caption(f":material/{line.icon}: {line.told}")
