"""Where the answers are: a status line at the foot of each part of a page, in view with it."""

from typing import NamedTuple

import streamlit as st

from pages.shared.saving import quick


class Line(NamedTuple):
    """A status line about an answer; `icon` is the name of a Material symbol."""

    told: str
    icon: str
    complains: bool = False


def say(part: str, line: Line | None) -> None:
    """Show the status of a part's answers, or an error if something isn't saved, or nothing yet.

    An error replaces the status line, where nobody can scroll past it.
    """
    with quick.place(f"whereabouts-{part}"):
        if line is None:
            return
        if line.complains:
            st.error(line.told, icon=f":material/{line.icon}:")
        else:
            st.caption(f":material/{line.icon}: {line.told}")
