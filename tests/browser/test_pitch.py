"""Step 5 in the browser alone: copying, mailing, downloading, timing."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, join, settled

ASK = "Could we talk for 20 minutes & more?"


def written(page: Page, cohort: Cohort) -> Page:
    join(page, cohort.code, slug="pitch")
    page.get_by_role("textbox", name="The ask").fill(ASK)
    page.get_by_role("textbox", name="The ask").blur()
    expect(page.locator(".st-key-pitch-preview")).to_contain_text(ASK)
    settled(page)
    return page


def test_a_pitch_is_copied_as_it_is_shown(people: People, cohort: Cohort) -> None:
    page = written(people.on_a_phone(), cohort)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"Hello! {ASK} Thank you."


def test_a_pitch_is_copied_where_the_browser_has_no_clipboard_for_pages(
    people: People, cohort: Cohort
) -> None:
    page = people.on_a_phone()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.add_init_script("document.addEventListener('copy', () => window.copied = true, true)")
    written(page, cohort).get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("window.copied") is True


def test_a_mail_program_gets_the_mail_and_a_file_gets_all_three_forms(
    people: People, cohort: Cohort
) -> None:
    page = people.on_a_phone()
    # There's no mail program, so a link that isn't a download leads nowhere here.
    page.add_init_script(
        "HTMLAnchorElement.prototype.click = function () {"
        " if (this.download) this.dispatchEvent(new MouseEvent('click'));"
        " else window.led = this.href }"
    )
    written(page, cohort)
    mail = page.get_by_role("button", name="Open in my mail app")
    expect(mail).to_be_hidden()
    page.get_by_role("radiogroup", name="Show it as").get_by_text("Email").click()
    mail.click()
    assert re.match(r"mailto:\?subject=.*minutes%20%26%20more", page.evaluate("window.led"))
    with page.expect_download() as downloading:
        page.get_by_text("Download all three as text").click()
    assert downloading.value.suggested_filename == "my-pitch.txt"
    kept = downloading.value.path().read_text("utf-8")
    assert kept.count(ASK) == 3


def test_the_timer_goes_on_while_the_page_is_drawn_anew(people: People, cohort: Cohort) -> None:
    page = written(people.on_a_phone(), cohort)
    page.clock.install()  # the clock keeps running, and some seconds are skipped
    page.get_by_role("button", name="Start", exact=True).click()
    page.clock.run_for(10_000)
    timer = page.get_by_role("timer")
    expect(timer).to_have_text(re.compile(r"^1\d of 60 seconds"))
    page.get_by_role("textbox", name="Who I am").fill("I am new")
    page.get_by_role("textbox", name="Who I am").blur()
    expect(page.locator(".st-key-pitch-preview")).to_contain_text("I am new")
    page.clock.run_for(51_000)
    expect(timer).to_have_text(re.compile(r"^[67]\d of 60 seconds"))
    expect(page.get_by_role("status").filter(has_text="That's 60 seconds.")).to_be_visible()
    page.get_by_role("button", name="Stop", exact=True).click()
    stopped = timer.inner_text()
    page.clock.run_for(30_000)
    expect(timer).to_have_text(stopped)
    page.get_by_role("button", name="Start again").click()
    expect(timer).to_have_text(re.compile(r"^\d of 60 seconds"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier_once_it_is_filled_in(
    people: People, cohort: Cohort, scheme: str
) -> None:
    page = written(people.at(360, 740, color_scheme=scheme, bypass_csp=True), cohort)
    page.get_by_role("button", name="Start", exact=True).click()
    settled(page)
    page.wait_for_timeout(500)  # colours fade in
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    main = page.get_by_test_id("stMain")
    assert main.evaluate("e => e.scrollWidth <= e.clientWidth")
