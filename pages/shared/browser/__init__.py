"""What only a browser can do: follow the live signal, copy a text, go to a route."""

from pathlib import Path

import streamlit as st

from pages.http.live import Interest
from pages.http.running import running
from pages.shared.language import words


def _source(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


_live = st.components.v2.component("workshop_live", js=_source("live.js"))
_go = st.components.v2.component("workshop_go", js=_source("go.js"))
_copy = st.components.v2.component(
    "workshop_copy",
    html="<div><input readonly><button type='button'></button></div>",
    css=_source("copy.css"),
    js=_source("copy.js"),
)


_DRAWN = "how often this page was drawn"


def follow(cohort: str, interest: Interest, *, spread_seconds: float) -> None:
    """Rerun the page whenever the cohort's live signal moves, or was lost and has come back.

    To be called before the page reads what it shows, so that what changes in between is told
    again; and outside any fragment, because what was tapped meanwhile may be anywhere on the page.
    """
    live = running().live
    if live is None:
        return
    drawn = st.session_state[_DRAWN] = st.session_state.get(_DRAWN, 0) + 1
    _live(
        key=f"live-{cohort}",
        data={
            "url": f"/live/{cohort}",
            "seen": live.number(cohort, interest),
            "spread": spread_seconds * 1000,
            "drawn": drawn,  # makes every redraw known to the script, also one that changed nothing
        },
        on_changed_change=lambda: None,
    )


def go(url: str) -> None:
    """Make the browser leave this page for one of the app's routes."""
    _go(data={"url": url})


def copyable(label: str, value: str) -> None:
    """Show a value with a button that copies it."""
    told = {"copy": words().host.copy_it, "copied": words().host.copied}
    st.caption(label)
    _copy(key=f"copy-{label}", data={"label": label, "value": value, **told})


def scheme_and_host() -> tuple[str, str]:
    """Return how this browser reached the app, such as ("https", "mentoring.example.org")."""
    scheme, _, rest = str(st.context.url).partition("://")
    return scheme, rest.partition("/")[0]
