"""A bad day in a room: the wifi drops for a while, and everyone resumes where the room is."""

from playwright.sync_api import expect

from exercises import AGENDA
from tests.browser.conftest import Cohort, People, join, saved, settled
from tests.browser.leading import bring
from tests.browser.wifi import Wifi
from tests.server import Server

OUTAGE = 12_000  # milliseconds: longer than the first reconnects


def test_the_wifi_drops_and_phone_and_facilitator_come_to_where_the_room_is(
    people: People, cohort: Cohort, server: Server
) -> None:
    first, second = (exercise.content().title for exercise in AGENDA[:2])
    with Wifi(server.port) as wifi:
        facilitator, phone, elsewhere = (
            people.at_a_laptop(),
            people.on_a_phone(),
            people.at_a_laptop(),
        )
        for page, at in ((facilitator, wifi.url), (elsewhere, "")):
            page.goto(f"{at}/facilitate/{cohort.facilitator_key}")
            expect(page.get_by_role("button", name="Bring everyone here")).to_be_visible()
        join(phone, cohort.code, at=wifi.url, slug="roles")
        phone.locator("[class*='st-key-first_team'] button[data-variant]").first.click()
        expect(saved(phone, "roles", "roles")).to_be_visible()
        settled(phone)
        wifi.drop()
        # Meanwhile a colleague on another network moves on.
        bring(elsewhere, AGENDA[1].slug)
        expect(elsewhere.get_by_text(f"Now: {second}")).to_be_visible()
        phone.wait_for_timeout(OUTAGE)
        assert phone.get_by_role("heading", name=first, level=1).is_visible()
        wifi.come_back()
        expect(phone.get_by_role("heading", name=second, level=1)).to_be_visible(timeout=60_000)
        expect(facilitator.get_by_text(f"Now: {second}")).to_be_visible(timeout=60_000)
        phone.goto(f"{wifi.url}/roles")
        expect(saved(phone, "roles", "roles")).to_be_visible()
