"""Step 6 in the browser: the follow-up is copied exactly."""

from playwright.sync_api import expect

from tests.browser.conftest import Cohort, People, go_further, join


def test_a_follow_up_is_copied_as_it_is_shown(people: People, cohort: Cohort) -> None:
    page = people.on_a_phone()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    join(page, cohort.code, slug="nurture")
    go_further(page)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Hello [their first name],\n\nThank you for talking with me on [day].")
    assert "[how it went]" in copied
    expect(page.get_by_role("button", name="Download")).to_be_hidden()
