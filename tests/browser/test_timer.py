"""A step's timer in real browsers: started on one screen, running out on all of them."""

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import EXERCISES, Cohort, People, join, settled
from tests.browser.leading import unfold

MINUTES = EXERCISES["roles"].content().minutes
COUNTDOWN_JS = Path(__file__).parents[2] / "pages" / "shared" / "browser" / "countdown.js"

# Shows a two-minute timer, alone on a page.
COUNT_DOWN = """
async (code) => {
  document.body.innerHTML =
    "<div><span></span><strong role='timer'></strong><span role='status'></span></div>";
  const script = await import("data:text/javascript," + encodeURIComponent(code));
  const words = { left: "left", minute_left: "one minute", over: "over" };
  script.default({ data: { left: 120, words, drawn: 1 }, parentElement: document.body });
}
"""

AN_HOUR_LATE = """() => {
    const right = Date.now.bind(Date);
    Date.now = () => right() + 3600e3;
}"""


def shown(page: Page) -> int:
    """The seconds left, as a page shows them."""
    clock = page.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"^\d+:\d\d$"))
    minutes, seconds = clock.inner_text().split(":")
    return int(minutes) * 60 + int(seconds)


def redraws(page: Page) -> None:
    """Count the page's redraws from now on."""
    page.evaluate(
        """() => {
            window.redraws = 0;
            const app = document.querySelector('[data-testid="stApp"]');
            new MutationObserver(() => { window.redraws += 1; }).observe(
                app, { attributes: true, attributeFilter: ["data-test-script-state"] });
        }"""
    )


def test_a_timer_runs_out_on_every_screen_without_a_redraw_and_whatever_their_clocks_say(
    people: People, cohort: Cohort
) -> None:
    laptop, stage, phone = people.at_a_laptop(), people.at(1920, 1080), people.on_a_phone()
    phone.add_init_script(f"({AN_HOUR_LATE})()")
    for screen, path in ((laptop, "cohort"), (stage, "stage")):
        screen.goto(f"/facilitate/{cohort.facilitator_key}")
        screen.goto(f"/{path}")
    laptop.get_by_role("button", name="Bring everyone here").click()
    expect(stage.get_by_role("heading", name="Coach, mentor or sponsor?")).to_be_visible()
    join(phone, cohort.code, slug="roles")
    unfold(laptop, "timer")
    laptop.get_by_role("button", name="Start the timer").click()
    for page in (laptop, stage, phone):
        assert 60 * MINUTES - 20 <= shown(page) <= 60 * MINUTES
    for page in (laptop, stage, phone):
        settled(page)
        redraws(page)
    before, clock = shown(phone), phone.get_by_role("timer")
    expect(clock).not_to_have_text(clock.inner_text())
    expect(clock).not_to_have_text(clock.inner_text())
    assert phone.evaluate("window.redraws") == 0

    # A refresh shows the same; one more minute is one more minute everywhere.
    phone.reload()
    assert before - 20 <= shown(phone) < before
    laptop.get_by_role("button", name="Add a minute").click()
    for page in (laptop, stage, phone):
        expect(page.get_by_role("timer")).to_have_text(re.compile(rf"^{MINUTES}:"))
    laptop.get_by_role("button", name="Stop the timer").click()
    for page in (laptop, stage, phone):
        expect(page.get_by_role("timer")).to_have_count(0)


def test_at_the_end_it_says_so_and_on_the_way_a_screen_reader_hears_of_one_minute_only(
    chromium: Browser,
) -> None:
    page = chromium.new_page()
    page.clock.install()
    page.evaluate(COUNT_DOWN, COUNTDOWN_JS.read_text())
    clock, status = page.get_by_role("timer"), page.get_by_role("status")
    heard: list[str] = []
    for _ in range(130):
        page.clock.run_for(1000)
        if status.inner_text() not in heard[-1:]:
            heard.append(status.inner_text())
    assert heard == ["", "one minute", "", "over"]
    assert clock.inner_text() == "0:00"
    page.close()


def test_that_the_time_is_up_can_be_seen_on_a_phone_a_laptop_and_the_stage(
    people: People, cohort: Cohort
) -> None:
    laptop, stage, phone = people.at_a_laptop(), people.at(1920, 1080), people.on_a_phone()
    for page in (laptop, stage, phone):
        page.clock.install()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    stage.goto(f"/facilitate/{cohort.facilitator_key}?to=stage")
    laptop.get_by_role("button", name="Bring everyone here").click()
    expect(stage.get_by_role("heading", name="Coach, mentor or sponsor?")).to_be_visible()
    join(phone, cohort.code, slug="roles")
    unfold(laptop, "timer")
    laptop.get_by_role("button", name="Start the timer").click()
    for page in (laptop, stage, phone):
        expect(page.get_by_role("timer")).to_be_visible()
        page.clock.fast_forward("08:00")
        expect(page.get_by_text("Time's up. You can keep writing.")).to_be_visible()
        expect(page.get_by_role("timer")).to_be_hidden()
