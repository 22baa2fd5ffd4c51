"""A double-click creates one thing, as a single click does: one room, one link."""

from pathlib import Path

import duckdb
import httpx
from playwright.sync_api import Page, expect

from tests.browser.conftest import Cohort, People, settled
from tests.server import HOST_KEY, Server


def rooms(server: Server, folder: Path, title: str) -> int:
    """The number of rooms with a title, counted in a backup."""
    told = httpx.get(f"{server.url}/api/backup", headers={"Authorization": f"Bearer {HOST_KEY}"})
    copy = folder / "backup.duckdb"
    copy.write_bytes(told.content)
    with duckdb.connect(str(copy), read_only=True) as store:
        row = store.execute("SELECT count(*) FROM cohorts WHERE title = ?", [title]).fetchone()
    return int(row[0]) if row else 0


def links(page: Page) -> int:
    return page.get_by_role("button", name="Replace").count()


def test_one_room_is_opened_and_its_link_opens_it(
    people: People, server: Server, tmp_path: Path
) -> None:
    host = people.at_a_laptop()
    host.goto(f"/host/{HOST_KEY}")
    host.get_by_role("textbox", name="Title").fill("Clicked twice")
    host.get_by_role("button", name="Open the room").dblclick()
    expect(host.get_by_text("Your room is open.")).to_be_visible()
    settled(host)
    assert rooms(server, tmp_path, "Clicked twice") == 1
    link = host.get_by_role("textbox", name="Facilitator link").input_value()
    host.goto(link)
    expect(host.get_by_text("Clicked twice")).to_be_visible()


def test_one_link_is_made_and_one_replaces_it(
    people: People, cohort: Cohort, server: Server, tmp_path: Path
) -> None:
    laptop = people.at_a_laptop()
    laptop.goto(f"/facilitate/{cohort.facilitator_key}")
    laptop.get_by_text("Manage this room").click()
    laptop.get_by_role("textbox", name="Who is it for?").fill("Co-host")
    laptop.get_by_role("button", name="Add a link").dblclick()
    expect(laptop.get_by_role("button", name="Replace")).to_have_count(2)
    settled(laptop)
    assert links(laptop) == 2
    new = laptop.get_by_role("textbox", name="New facilitator link")
    first = new.input_value()
    laptop.get_by_role("button", name="Replace").last.dblclick()
    expect(new).not_to_have_value(first)
    settled(laptop)
    shown = new.input_value()
    assert links(laptop) == 2
    answered = httpx.get(f"{server.url}/facilitate/{shown.rpartition('/')[2]}")
    assert answered.headers["location"] == f"/cohort?code={cohort.code}"
