"""What only a browser can do, such as follow the live signal, copy text, or run a timer."""

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
_back = st.components.v2.component("workshop_back", js=source("back.js"))
_fold = st.components.v2.component("workshop_fold", js=source("fold.js"))


@dataclass(frozen=True)
class Led:
    """How far an attendee's page has followed the facilitator, and the wording for changes."""

    page: str  # the open exercise, if any
    here_seq: int  # the last cue that the page followed, or told people about
    shown: bool  # whether people who have answered see the room's results
    along: bool  # whether the attendee follows the room
    titles: Mapping[str, str]


def follow(cohort: str, interest: Interest, key: str, led: Led | None = None) -> bool:
    """Rerun the page whenever the cohort's live signal changes, or comes back after a loss.

    Returns whether this rerun may leave the page, because nobody was typing when it was requested.
    An attendee is told at once what the facilitator did, before the rerun gets its turn.

    Call this before the page reads what it shows, so that a change in between is signalled again.
    Call it outside any fragment, because pending taps may be anywhere on the page.
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
            "drawn": time.time_ns(),  # tells the script about every redraw, even if nothing changed
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
    """Keep what's typed into these fields until the store has it; `in_store` has its texts by key.

    `drafts` has the names of the fields' drafts, also by key.
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
    """Rerun the fragment when someone comes back to the page from elsewhere."""
    _back(key="came-back", on_came_change=lambda: None)


def keep_open(place: str, name: str) -> None:
    """Keep the expander in this container open once someone has opened it, remembered by name."""
    _fold(key=f"fold-{place}", data={"place": place, "name": name})


def put_in_order(lines: Mapping[str, str], key: str, *, up: str, down: str) -> list[str]:
    """Show lines with buttons to move them, and return the ids in the order sent, unchecked.

    `up` and `down` are the buttons' accessible names, with {line} in them.
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
    """Scroll to the container with this key, and announce it to screen readers.

    Call this only on the run that changes the container's content.
    """
    _show(key=f"show-{place}", data={"place": place})


def speak(language: str) -> None:
    """Tell the browser which language this page is in."""
    _speak(key="speak", data={"language": language, "direction": direction(language)})


def copyable(label: str, value: str, place: str = "") -> None:
    """Show a value with a copy button; a second one with the same label needs a place."""
    host = words().host
    told = {"copy": host.copy_it, "copied": host.copied, "not_copied": host.not_copied}
    told["copies"] = named(host.copy_it, label, spoken())
    st.caption(label)
    _copy(key=f"copy-{place}{label}", data={"label": label, "value": value, **told})


@dataclass(frozen=True)
class Outgoing:
    """A text to take elsewhere, and the wording of its buttons."""

    label: str
    text: str
    copy: str
    copied: str
    mailto: str = ""  # the link that opens it in a mail program; empty if it isn't a mail
    whole: str = ""  # the file's content
    file: str = ""  # the file's name; empty if there's no file
    mail: str = ""
    download: str = ""


def outbox(key: str, outgoing: Outgoing) -> None:
    """Offer to copy a text, to open it in a mail program, and to save it as a file."""
    _outbox(key=key, data={**asdict(outgoing), "not_copied": words().host.not_copied})


def stopwatch(key: str, target: int, told: Mapping[str, str]) -> None:
    """Show a stopwatch against a target in seconds, which runs in the browser only.

    `told` has name, start, stop, again, and elapsed, over and stopped with {seconds} and {target}.
    """
    _timer(key=key, data={"target": target, "words": dict(told)})


def countdown(key: str, seconds: int, told: Mapping[str, str], *, large: bool = False) -> None:
    """Show a countdown from this many seconds, which runs in the browser only.

    `told` has left, minute_left and over. It takes seconds rather than an end time because phones'
    clocks are off.
    """
    data = {"left": seconds, "words": dict(told), "large": large, "drawn": time.time_ns()}
    _countdown(key=key, data=data)


def listen(key: str, meant: Mapping[str, tuple[str, str]]) -> None:
    """Listen for keys outside any field; `meant` has each key's cue and what that's for."""
    data = {"meant": dict(meant), "handled": pressing.handled()}
    _keys(key=key, data=data, on_pressed_change=lambda: pressing.told(key))
