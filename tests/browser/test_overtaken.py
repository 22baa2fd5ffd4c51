"""What our scripts started survives when Streamlit ends a call that the next one overtook.

Each script is alone on a page here; `redrawn` calls it twice and then ends the first call.
"""

import json

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from pages.shared.browser.scripts import source

STAGE = """
async ([code, html, data]) => {
  window.EventSource = class {
    constructor() { this.readyState = 1; window.source = this; }
    addEventListener() {}
    close() { this.readyState = 2; }
  };
  window.told = [];
  document.body.innerHTML = `<p class="st-key-name"><input></p><main>${html}</main>`;
  const script = await import("data:text/javascript," + encodeURIComponent(code));
  const setTriggerValue = (what, value) => { told.push(value); };
  const parentElement = document.querySelector("main");
  const rest = { parentElement, setTriggerValue };
  const call = (more) => script.default({ data: { ...data, ...more }, ...rest });
  let end;
  window.redrawn = (more) => {
    const overtaken = call({});
    end = call(more);
    overtaken?.();
  };
  window.leave = () => { parentElement.remove(); end?.(); };
  redrawn({});
}
"""


@pytest.fixture
def page(chromium: Browser) -> Page:
    """A page with an address: without one, it can't store drafts."""

    def empty(route: Route) -> None:
        route.fulfill(body="<!doctype html><title>Alone</title>", content_type="text/html")

    page = chromium.new_page()
    page.route("**/*", empty)
    page.goto("http://workshop.test/")
    return page


def place(page: Page, script: str, data: object, html: str = "") -> None:
    """Draw a script's component, and redraw it once."""
    page.evaluate(STAGE, [source(script), html, data])


def test_a_phone_goes_on_listening_until_it_leaves_the_page(page: Page) -> None:
    place(page, "live.js", {"url": "/live/x", "seen": "a.1"})
    assert page.evaluate("source.readyState") == 1
    page.evaluate("leave()")
    assert page.evaluate("source.readyState") == 2


def test_a_key_is_heard_until_one_leaves_the_page(page: Page) -> None:
    place(page, "keys.js", {"handled": 0, "meant": {"ArrowRight": ["reveal", "roles"]}})
    page.keyboard.press("ArrowRight")
    assert page.evaluate("told.length") == 1
    page.evaluate("leave()")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("told.length") == 1


def test_what_is_typed_is_a_draft_until_one_leaves_the_page(page: Page) -> None:
    words = {"saved": "Saved", "offline": "Offline", "draft": "Draft"}
    place(page, "keeper.js", {"fields": {"name": ""}, "drafts": {"name": "name"}, "words": words})
    drafted = "JSON.parse(localStorage.getItem('draft name')).text"
    page.get_by_role("textbox").fill("Who I asked")
    assert page.evaluate(drafted) == "Who I asked"
    page.evaluate("leave()")
    page.get_by_role("textbox").fill("Typed elsewhere")
    assert page.evaluate(drafted) == "Who I asked"


def test_a_stopwatch_that_runs_goes_on_until_one_leaves_the_page(page: Page) -> None:
    words = dict.fromkeys(("start", "stop", "again", "over", "stopped", "name"), "")
    html = "<div><button></button><b role=timer></b><progress></progress><i role=status></i></div>"
    page.clock.install()
    place(page, "timer.js", {"target": 30, "words": words | {"elapsed": "{seconds}"}}, html)
    page.get_by_role("button").click()
    page.evaluate("redrawn({})")
    page.clock.run_for(5000)
    expect(page.get_by_role("timer")).to_have_text("5")


def test_a_countdown_that_was_given_more_time_shows_that_alone(page: Page) -> None:
    words = {"left": "left", "minute_left": "one minute", "over": "over"}
    html = "<div><span></span><b role=timer></b><i role=status></i></div>"
    page.clock.install()
    place(page, "countdown.js", {"left": 60, "drawn": 1, "words": words}, html)
    page.evaluate(f"redrawn({json.dumps({'left': 120, 'drawn': 2})})")
    page.evaluate(
        """() => {
            window.shown = [];
            const note = () => shown.push(document.querySelector("[role=timer]").textContent);
            new MutationObserver(note).observe(document.querySelector("[role=timer]"),
                { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.clock.run_for(3000)
    assert page.evaluate("shown") == ["1:59", "1:58", "1:57"]
    page.evaluate("leave()")
    page.clock.run_for(3000)
    assert page.evaluate("shown") == ["1:59", "1:58", "1:57"]
