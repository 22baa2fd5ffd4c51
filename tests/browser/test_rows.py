"""A list that people fill in: clearing a line to rewrite it leaves it in place."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import EXERCISES, Cohort, People, go_further, join, settled


def person(phone: Page, n: int) -> Locator:
    number = "" if n == 1 else f"{n} · "
    return phone.get_by_role("textbox", name=f"{number}Name or nickname", exact=True)


def write(phone: Page, n: int, name: str) -> None:
    """Type, then pause until it's saved and the page is redrawn."""
    if n > 1 and not person(phone, n).is_visible():
        go_further(phone)
        phone.locator("summary", has_text="Add a person").click()
    person(phone, n).click()
    person(phone, n).press("ControlOrMeta+a")
    if name:
        person(phone, n).press_sequentially(name)
    else:
        person(phone, n).press("Delete")
    phone.wait_for_timeout(1500)
    settled(phone)


def test_a_name_cleared_and_written_anew_after_a_pause_is_in_its_own_row(
    people: People, cohort: Cohort
) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="find_mentors")
    for n, name in enumerate(("Asha", "Bo"), start=1):
        write(phone, n, name)
    write(phone, 1, "")
    phone.get_by_role("radio", name="Tried").first.click()  # the page is redrawn
    phone.wait_for_timeout(1000)
    settled(phone)
    person(phone, 1).press_sequentially("Cy")
    phone.wait_for_timeout(1500)
    expect(person(phone, 2)).to_have_value("Bo")
    phone.reload()
    expect(person(phone, 1)).to_have_value("Cy")
    expect(person(phone, 2)).to_have_value("Bo")


def test_a_cleared_row_is_gone_on_coming_back(people: People, cohort: Cohort) -> None:
    phone = people.on_a_phone()
    join(phone, cohort.code, slug="find_mentors")
    for n, name in enumerate(("Asha", "Bo"), start=1):
        write(phone, n, name)
    write(phone, 1, "")
    phone.get_by_role("link", name="Back", exact=False).first.click()
    phone.get_by_role("link", name=EXERCISES["find_mentors"].content().title).first.click()
    expect(person(phone, 1)).to_have_value("Bo")
