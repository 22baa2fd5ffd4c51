"""A session in German with an attendee who reads Spanish and one who reads French, to its end.

What is said comes from the content files, so that this goes on holding when somebody rewords them.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from exercises import AGENDA, Exercise, timetable
from pages.wording import WORDING
from pages.wording.offered import offered
from tests.browser.conftest import PHONE, People, settled
from tests.browser.leading import next_button
from tests.browser.test_complete_session import TAPPED, picture
from tests.http.conftest import sheets
from tests.server import HOST_KEY, Server

ROOT = Path(__file__).parents[2]
ROOMS, SHORT = "de", 30  # the room's language, and the minutes of its session
STEPS = [stop.exercise for stop in timetable.preset(SHORT)]
FOLDERS = ("pages/wording", *(f"exercises/{exercise.slug}" for exercise in AGENDA))
SHEETS = 4  # on paper, with an answer to every question
SENTENCE = 3  # words: in fewer, two languages may agree


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


@cache
def sentences(language: str) -> frozenset[str]:
    """What the content files of a language say as it stands, without marks and gaps."""
    said = set[str]()
    for folder in FOLDERS:
        read = (ROOT / folder / f"content.{language}.toml").read_text("utf-8")
        said |= {text for text in texts(tomllib.loads(read)) if not re.search(r"[{}*`\[\]]", text)}
    return frozenset(text for text in said if len(text.split()) >= SENTENCE)


def speaks(page: Page, language: str) -> None:
    """A page says something in its language, and nothing in another one."""
    told = " ".join(page.locator("body").inner_text().split())
    foreign = frozenset[str]().union(*(sentences(of) for of in offered() if of != language))
    assert [text for text in foreign - sentences(language) if text in told] == [], language
    assert any(text in told for text in sentences(language)), told[:200]


class Session:
    """A room, its facilitator and stage, and three phones by the language that each reads."""

    def __init__(self, people: People) -> None:
        self.host = people.at(1280, 800, locale="de-AT")
        self.laptop = people.at(1280, 800, locale="en-US")
        self.stage = self.laptop.context.new_page()
        self.phones = {of: people.at(**PHONE, locale="en-US") for of in (ROOMS, "es", "fr")}
        self.code = ""

    def open(self) -> None:
        """Open the room, in the language of its host's browser."""
        told, host = WORDING.in_(ROOMS).host, self.host
        host.goto(f"/host/{HOST_KEY}")
        host.get_by_label(told.cohort_title).fill("Frühling")
        host.get_by_role("spinbutton", name=told.min_group).fill("3")
        host.get_by_role("button", name=told.create).click()
        link = host.get_by_role("textbox", name=told.facilitator_link).input_value()
        code = host.get_by_role("textbox", name=told.code, exact=True).input_value()
        self.code = code.replace("-", "")
        speaks(host, ROOMS)
        self.laptop.goto(link)
        self.laptop.goto(f"/agenda?code={self.code}")
        self.laptop.locator(f".st-key-preset-{SHORT}").get_by_role("button").click()
        saved = WORDING.in_(ROOMS).agenda.saved
        expect(self.laptop.get_by_text(saved)).to_be_visible()
        settled(self.laptop)
        self.laptop.goto(f"/cohort?code={self.code}")
        expect(self.laptop).to_have_title(WORDING.in_(ROOMS).house.name)
        self.stage.goto(f"/stage?code={self.code}")
        expect(self.stage.get_by_text(WORDING.in_(ROOMS).stage.join)).to_be_visible()

    def join(self) -> None:
        """Let each in: two choose their language before, and one chooses none; some have paper."""
        for language, phone in self.phones.items():
            if language != ROOMS:
                phone.goto(f"/language/{language}")
            phone.goto(f"/join/{self.code}")
            heading = phone.get_by_role("heading", name=WORDING.in_(language).home.agenda)
            expect(heading).to_be_visible()
            settled(phone)
            speaks(phone, language)
        url = f"/api/cohorts/{self.code}/responses"
        headers = {"Origin": self.laptop.url.partition("/cohort")[0]}
        added = self.laptop.request.post(url, data=sheets(SHEETS), headers=headers)
        assert added.status == 201

    def bring(self, step: Exercise) -> None:
        """Bring everyone to a step, picked in the agenda where it isn't what comes next."""
        title = step.content(ROOMS).title
        settled(self.laptop)
        if title not in next_button(self.laptop).inner_text():
            self.laptop.locator(".st-key-agenda label").filter(has_text=title).click()
            settled(self.laptop)
            here = WORDING.in_(ROOMS).lead.here.format(title=title)
            self.laptop.get_by_role("button", name=here).click()
        else:
            self.press()
        for language, page in ((ROOMS, self.stage), *self.phones.items()):
            title = step.content(language).title
            heading = page.get_by_role("heading", name=title, level=1)
            expect(heading).to_be_visible(timeout=60_000)
            settled(page)
            speaks(page, language)

    def answer(self, step: Exercise) -> None:
        """Tap on each phone, see it saved in its language, and counted."""
        for language, phone in self.phones.items():
            asked = phone.locator(f"[class*='st-key-{TAPPED[step.slug]}']").first
            asked.locator("button[data-variant]").first.click()
            said = phone.locator(f"[class*='st-key-whereabouts-{step.slug}'] p")
            saved = WORDING.in_(language).saving.saved.partition("{")[0].strip()
            expect(said.filter(has_text=saved).first).to_be_visible()
        url = f"/api/cohorts/{self.code}/summary/{step.slug}"
        for _ in range(60):
            if self.laptop.request.get(url).json()["n"] == SHEETS + len(self.phones):
                return
            self.laptop.wait_for_timeout(500)
        raise AssertionError(f"{step.slug} wasn't counted on each phone")

    def reveal(self) -> None:
        """Show the room, on the stage and on the phones."""
        self.press()
        for language, page in ((ROOMS, self.stage), *self.phones.items()):
            expect(picture(page).first).to_be_visible(timeout=60_000)
            settled(page)
            speaks(page, language)
        speaks(self.laptop, ROOMS)
        chart = picture(self.stage).first.bounding_box()
        foot = self.stage.locator(".st-key-stage-foot").bounding_box()
        assert chart and foot
        assert chart["y"] + chart["height"] <= foot["y"] + 1, "a long headline pushes it down"

    def press(self) -> None:
        """Press the next button, at a person's pace, until something else comes next."""
        settled(self.laptop)
        button = next_button(self.laptop)
        said = button.inner_text()
        self.laptop.wait_for_timeout(2_000)
        button.click()
        expect(button.filter(has_text=said)).to_have_count(0, timeout=60_000)

    def take_home(self) -> None:
        """Look at what each takes home, on the page and on paper."""
        for language, phone in self.phones.items():
            phone.goto("/plan")
            title = WORDING.in_(language).plan.title
            expect(phone.get_by_role("heading", name=title, level=1)).to_be_visible()
            settled(phone)
            speaks(phone, language)
            phone.goto("/me/plan.html")
            expect(phone.locator("html")).to_have_attribute("lang", language)
            speaks(phone, language)
        self.laptop.goto(f"/api/cohorts/{self.code}/report.html")
        expect(self.laptop.locator("[data-figure] .main-svg").first).to_be_visible()
        expect(self.laptop.locator("html")).to_have_attribute("lang", ROOMS)
        speaks(self.laptop, ROOMS)


@pytest.mark.own_server
def test_a_session_in_german_with_somebody_who_reads_spanish_and_somebody_who_reads_french(
    people: People, server: Server
) -> None:
    del server
    session = Session(people)
    session.open()
    session.join()
    for step in STEPS:
        session.bring(step)
        session.answer(step)
        session.reveal()
    session.press()
    expect(session.stage.get_by_text(WORDING.in_(ROOMS).stage.thanks)).to_be_visible()
    session.take_home()
