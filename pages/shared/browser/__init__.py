"""What only a browser can do: follow the live signal, copy, take the time, go to a route."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import streamlit as st

from data import keys
from exercises.formats import direction, named
from pages.http import assets
from pages.http.live.presence import Interest
from pages.http.running import running
from pages.shared.browser import pressing
from pages.shared.browser.reached import scheme_and_host as scheme_and_host
from pages.shared.browser.scripts import source
from pages.shared.language import spoken, words

_live = st.components.v2.component(
    "workshop_live",
    html="<div role='status'></div>",
    css=source("live.css"),
    js=source("live.js"),
)
_speak = st.components.v2.component("workshop_speak", js=source("speak.js"))
_go = st.components.v2.component("workshop_go", js=source("go.js"))
_copy = st.components.v2.component(
    "workshop_copy",
    html="<div><input readonly><button type='button'></button><p role='status'></p></div>",
    css=source("copy.css"),
    js=source("copy.js"),
)


_keeper = st.components.v2.component("workshop_keeper", js=source("keeper.js"))
_order = st.components.v2.component(
    "workshop_order", html="<ol></ol>", css=source("order.css"), js=source("order.js")
)
_outbox = st.components.v2.component(
    "workshop_outbox",
    html="<div>" + 3 * "<button type='button'></button>" + "<span role='status'></span>"
    "<textarea readonly rows='8' hidden></textarea></div>",
    css=source("outbox.css"),
    js=source("outbox.js"),
)
_timer = st.components.v2.component(
    "workshop_timer",
    html="<div><button type='button'></button><span role='timer'></span>"
    "<progress></progress><span role='status'></span></div>",
    css=source("timer.css"),
    js=source("timer.js"),
)
_countdown = st.components.v2.component(
    "workshop_countdown",
    html="<div><span></span><strong role='timer'></strong><span role='status'></span></div>",
    css=source("countdown.css"),
    js=source("countdown.js"),
)
_keys = st.components.v2.component("workshop_keys", js=source("keys.js"))
_show = st.components.v2.component("workshop_show", js=source("show.js"))
_fill = st.components.v2.component("workshop_fill", js=source("fill.js"))
_back = st.components.v2.component("workshop_back", js=source("back.js"))
_fold = st.components.v2.component("workshop_fold", js=source("fold.js"))


@dataclass(frozen=True)
class Led:
    """What an attendee's page shows of where the room is led, and what is told of more."""

    page: str  # the exercise that is open, if it is one
    here_seq: int  # the cue that the page followed last, or that it says the room followed
    shown: bool  # whether it shows the room's figures to who has answered
    along: bool  # whether the attendee goes where the room goes
    titles: Mapping[str, str]


def follow(cohort: str, interest: Interest, key: str, led: Led | None = None) -> bool:
    """Rerun the page whenever the cohort's live signal moves, or was lost and has come back.

    Returns whether this rerun may leave the page: it was asked for while nobody typed there. An
    attendee is told at once of what the facilitator did, and the rerun follows in turn.

    To be called before the page reads what it shows, so that what changes in between is told
    again; and outside any fragment, because what was tapped meanwhile may be anywhere on the page.
    """
    live = running().live
    if live is None:
        return False
    asked = _live(
        key=f"live-{cohort}",
        data={
            "url": f"/live/{cohort}?as={interest}",
            "worker": f"/assets/{assets.STREAM}",
            "stream": f"{cohort} {interest} {keys.fingerprint(f'live {key}')[:12]}",
            "seen": live.number(cohort, interest),
            "led": {**asdict(led), "words": _told_at_once()} if led else None,
            "drawn": time.time_ns(),  # tells the script of every redraw, also if nothing changed
        },
        on_changed_change=lambda: None,
    ).get("changed")
    return isinstance(asked, Mapping) and asked.get("go") is True


def _told_at_once() -> dict[str, str]:
    told = words().run
    return {
        "moved": told.room_moved,
        "moved_along": told.room_moved_along,
        "moved_typing": told.room_moved_typing,
        "go_now": told.go_now,
        "shown": told.figures_come,
        "now": told.show_me_now,
    }


def keep(part: str, in_store: Mapping[str, str], drafts: Mapping[str, str]) -> None:
    """Keep what is typed into these fields until the store has it; by key, what it has now.

    `drafts` has the names of their drafts, by the same keys.
    """
    told = words().saving
    states = {
        "draft": told.draft,
        "offline": told.offline,
        "saved": told.saved_before,
        "newer": told.newer,
    }
    data = {"fields": dict(in_store), "drafts": dict(drafts), "words": states}
    _keeper(
        key=f"keeper-{part}",
        data={**data, "drawn": time.time_ns()},
        on_asked_change=lambda: None,
    )


def look_on_coming_back() -> None:
    """Rerun the part of the page when one comes back to it from another page or device."""
    _back(key="came-back", on_came_change=lambda: None)


def keep_open(place: str, name: str) -> None:
    """Keep the expander in the container of this key open, once opened, under a name."""
    _fold(key=f"fold-{place}", data={"place": place, "name": name})


def put_in_order(lines: Mapping[str, str], key: str, *, up: str, down: str) -> list[str]:
    """Show lines with buttons that move them; return their ids in the order that was sent, raw.

    `up` and `down` are the names of the buttons for who can't see them, with {line} in them.
    """
    shown = [{"id": of, "name": name} for of, name in lines.items()]
    result = _order(
        key=key,
        data={"lines": shown, "up": up, "down": down},
        on_order_change=lambda: None,
    )
    given = result.get("order")
    return given if isinstance(given, list) else list(lines)


def go(url: str) -> None:
    """Make the browser leave this page for one of the app's routes."""
    _go(data={"url": url})


def show(place: str) -> None:
    """Bring the part of the page with this key into view, and tell a screen reader that it is new.

    To be called on one run only, the one that put something else in that place.
    """
    _show(key=f"show-{place}", data={"place": place})


def fill_the_screen() -> None:
    """Scale the stage to the window that it's in."""
    _fill(key="fill")


def speak(language: str) -> None:
    """Tell the browser in which language this page is written."""
    _speak(key="speak", data={"language": language, "direction": direction(language)})


def copyable(label: str, value: str, place: str = "") -> None:
    """Show a value with a button that copies it; a second one of its label needs a place."""
    host = words().host
    told = {"copy": host.copy_it, "copied": host.copied, "not_copied": host.not_copied}
    told["copies"] = named(host.copy_it, label, spoken())
    st.caption(label)
    _copy(key=f"copy-{place}{label}", data={"label": label, "value": value, **told})


@dataclass(frozen=True)
class Outgoing:
    """A text to take elsewhere, and what the buttons for it say."""

    label: str
    text: str
    copy: str
    copied: str
    mailto: str = ""  # the link that opens it in a mail program; none where it is no mail
    whole: str = ""  # what the file holds
    file: str = ""  # its name; none where there is no file
    mail: str = ""
    download: str = ""


def outbox(key: str, outgoing: Outgoing) -> None:
    """Offer to copy a text, to open it in a mail program, and to keep it as a file."""
    _outbox(key=key, data={**asdict(outgoing), "not_copied": words().host.not_copied})


def stopwatch(key: str, target: int, told: Mapping[str, str]) -> None:
    """Show a timer against so many seconds; it runs in the browser alone.

    `told` has name, start, stop, again, and elapsed, over and stopped with {seconds} and {target}.
    """
    _timer(key=key, data={"target": target, "words": dict(told)})


def countdown(key: str, seconds: int, told: Mapping[str, str], *, large: bool = False) -> None:
    """Show so many seconds running out, counted from now on by the browser alone.

    `told` has left, minute_left and over. Seconds and not a time of day: a phone's clock is wrong.
    """
    data = {"left": seconds, "words": dict(told), "large": large, "drawn": time.time_ns()}
    _countdown(key=key, data=data)


def listen(key: str, meant: Mapping[str, tuple[str, str]]) -> None:
    """Listen to keys outside any field: by name, the cue each means and what that is given to."""
    data = {"meant": dict(meant), "handled": pressing.handled()}
    _keys(key=key, data=data, on_pressed_change=lambda: pressing.told(key))
