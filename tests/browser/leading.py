"""What a facilitator does on the run page, by mouse."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EXERCISES, settled


def title(slug: str) -> str:
    return EXERCISES[slug].content().title


def next_button(laptop: Page) -> Locator:
    """The one button that says what comes next."""
    return laptop.locator(".st-key-next-button").get_by_role("button").first


def go_on(laptop: Page, says: str) -> None:
    """Press the next button once it says this; presses must be two seconds apart."""
    expect(next_button(laptop)).to_have_text(re.compile(re.escape(says)))
    settled(laptop)
    laptop.wait_for_timeout(2_000)
    next_button(laptop).click()
    # Of what follows, too: after the last one there's no button any more.
    expect(next_button(laptop).filter(has_text=re.compile(re.escape(says)))).to_have_count(0)


def look_at(laptop: Page, slug: str) -> None:
    """Select a step in the agenda."""
    laptop.locator(".st-key-agenda label").filter(has_text=title(slug)).click()
    settled(laptop)


def unfold(laptop: Page, what: str) -> None:
    """Unfold the timer, the stage's choices or *More*; during a redraw there may be two."""
    laptop.locator(f".st-key-{what}-popover").get_by_role("button").first.click()


def press(laptop: Page, slug: str, label: str) -> None:
    """Press a step's button under More."""
    look_at(laptop, slug)
    # Where the room isn't, there's one for the step and one for what's on screens.
    of_step = laptop.locator(".st-key-more-elsewhere-popover").or_(
        laptop.locator(".st-key-more-popover")
    )
    of_step.last.get_by_role("button").first.click()
    button = laptop.get_by_test_id("stPopoverBody").get_by_role("button", name=label)
    button.click()
    expect(button).to_have_count(0)  # it can't be done twice
    laptop.keyboard.press("Escape")
    settled(laptop)


def bring(laptop: Page, slug: str) -> None:
    """Bring everyone to a step, whatever comes next in the session."""
    look_at(laptop, slug)
    laptop.get_by_role("button", name=f"Bring everyone here: {title(slug)}").click()
    expect(laptop.get_by_text(f"Now: {title(slug)}")).to_be_visible()
    settled(laptop)
