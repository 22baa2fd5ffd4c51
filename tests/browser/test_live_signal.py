"""The live signal's script, alone in a browser with a signal that the test sends."""

import pytest
from playwright.sync_api import Browser

from pages.shared.browser.scripts import source

LIVE_JS = source("live.js")

# Draws the page with a number, sends a number, sends a spread in milliseconds (the page waits a
# hundredth of it), or waits; returns how many redraws were requested.
STAGE = """
async ([code, steps]) => {
  window.EventSource = class {
    constructor() { window.source = this; }
    close() {}
    addEventListener(_, heard) { this.heard = heard; }
  };
  EventSource.CLOSED = 2;
  const script = await import("data:text/javascript," + encodeURIComponent(code));
  const parentElement = document.body;
  let asked = 0;
  const setTriggerValue = () => { asked += 1; };
  Math.random = () => 0.01;
  for (const [what, number] of steps) {
    const data = { url: "/live/x", seen: number };
    if (what === "draw") script.default({ data, parentElement, setTriggerValue });
    if (what === "tell") source.onmessage({ data: number });
    if (what === "spread") source.heard({ data: JSON.stringify({ spread: Number(number) }) });
    if (what === "lose") source.onerror();
    if (what === "wait") await new Promise((done) => setTimeout(done, 50));
  }
  return asked;
}
"""


def asked(chromium: Browser, *steps: str) -> int:
    """How many redraws the page requested during these steps."""
    page = chromium.new_page()
    done = page.evaluate(STAGE, [LIVE_JS, [step.split() for step in steps]])
    page.close()
    return int(done)


def test_a_page_that_shows_what_is_told_asks_for_nothing(chromium: Browser) -> None:
    assert asked(chromium, "draw 1", "tell 1", "wait -", "tell 1", "wait -") == 0


def test_a_change_is_asked_for_once(chromium: Browser) -> None:
    assert asked(chromium, "draw 1", "tell 2", "wait -", "draw 2", "wait -") == 1


def test_a_change_told_while_the_page_is_drawn_is_not_forgotten(chromium: Browser) -> None:
    assert asked(chromium, "draw 1", "tell 2", "draw 1", "wait -") == 1


def test_a_page_drawn_with_something_newer_than_was_told_asks_for_nothing(
    chromium: Browser,
) -> None:
    busy = ("draw a.1", "tell a.9", "wait -", "draw a.10", "wait -", "draw a.11", "wait -")
    assert asked(chromium, *busy) == 1
    assert asked(chromium, *busy, "tell a.12", "wait -") == 2


def test_a_server_that_was_started_anew_counts_from_the_start(chromium: Browser) -> None:
    assert asked(chromium, "draw a.7", "tell a.7", "tell b.0", "wait -") == 1
    back_before_the_signal = ("draw a.7", "tell a.7", "lose -", "draw b.0", "wait -")
    assert asked(chromium, *back_before_the_signal, "tell b.0", "wait -") == 0


def test_after_a_loss_the_page_asks_even_if_nothing_changed(chromium: Browser) -> None:
    assert asked(chromium, "draw 1", "tell 1", "lose -", "tell 1", "wait -") == 1


def test_a_page_waits_for_its_turn_among_as_many_as_there_are(chromium: Browser) -> None:
    assert asked(chromium, "draw 1", "spread 60000", "tell 2", "wait -") == 0
    assert asked(chromium, "draw 1", "spread 1000", "tell 2", "wait -") == 1


def test_a_page_keeps_its_turn_when_more_is_told(chromium: Browser) -> None:
    first = ("draw 1", "spread 7000", "tell 2", "wait -")
    more = ("spread 60000", "tell 3", "wait -", "draw 3", "wait -")
    assert asked(chromium, *first) == 0
    assert asked(chromium, *first, *more) == 1


def test_who_was_away_is_not_put_into_the_turns_of_a_full_room(chromium: Browser) -> None:
    away = ("draw 1", "spread 60000", "tell 1", "lose -", "spread 60000", "tell 2", "wait -")
    assert asked(chromium, *away) == 1


# Draws the page, sends what the facilitator did, and returns the banner's text.
BANNER = """
async ([code, led, room, again]) => {
  window.EventSource = class {
    constructor() { window.source = this; }
    close() {}
    addEventListener(_, heard) { this.heard = heard; }
  };
  const script = await import("data:text/javascript," + encodeURIComponent(code));
  document.body.innerHTML = "<div role=status></div>";
  const words = {
    moved: "moved to {title}", moved_along: "follow to {title}", moved_typing: "finish",
    shown: "figures", now: "now", go_now: "go",
  };
  let asked = 0;
  const draw = (more) => script.default({
    data: { url: "/live/x", seen: more.seen ?? "1", led: { ...led, ...more, words } },
    parentElement: document.body,
    setTriggerValue: () => { asked += 1; },
  });
  draw({});
  source.heard({ data: JSON.stringify(room) });
  source.onmessage({ data: "2" });
  const banner = document.querySelector("[role=status]");
  const told = banner.textContent;
  banner.querySelector("button")?.click();
  if (again) draw(again);
  return [told, asked, banner.textContent];
}
"""
AT_ROLES = {
    "page": "roles",
    "here_seq": 1,
    "shown": False,
    "along": True,
    "titles": {"goals": "<b>G"},
}
ROOM = {"here": "goals", "hereSeq": 2, "shown": [], "spread": 60_000}


def told(chromium: Browser, led: object, room: object, again: object = None) -> list[object]:
    """What the banner says, how often its button requested a redraw, and what remains of it."""
    page = chromium.new_page()
    said: list[object] = page.evaluate(BANNER, [LIVE_JS, led, room, again])
    page.close()
    return said


def test_a_move_is_told_at_once_and_whoever_likes_follows_at_once(chromium: Browser) -> None:
    followed = {"page": "goals", "here_seq": 2, "seen": "2"}
    assert told(chromium, AT_ROLES, ROOM, followed) == ["follow to <b>Gnow", 1, ""]


@pytest.mark.parametrize(
    ("led", "room", "says"),
    [
        ({"along": False}, {}, "moved to <b>G"),
        ({"page": "goals"}, {}, ""),
        ({"here_seq": 2}, {}, ""),
        ({}, {"here": ""}, ""),
        ({"here_seq": 2}, {"shown": ["roles"]}, "figures"),
        ({"here_seq": 2, "shown": True}, {"shown": ["roles"]}, ""),
        ({"here_seq": 2}, {"shown": ["goals"]}, ""),
    ],
)
def test_only_what_concerns_this_page_is_told(
    chromium: Browser, led: dict[str, object], room: dict[str, object], says: str
) -> None:
    assert str(told(chromium, AT_ROLES | led, ROOM | room)[0]).removesuffix("now") == says
