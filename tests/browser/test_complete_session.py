"""A complete session: host, facilitator, stage and six phones, all nine exercises, a power cut.

It takes the README's screenshots along the way, into `docs/` when `make screenshots` runs it.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from exercises import AGENDA, Exercise
from tests.browser.conftest import People, settled
from tests.browser.leading import next_button
from tests.cluster import Cluster
from tests.http.conftest import sheets
from tests.server import HOST_KEY, Server

PHONES = 6
SHEETS = 20  # on paper, typed in by the facilitator
MINDS_CHANGED = 4
SIZES = {"1280": (1280, 800), "1920": (1920, 1080)}
# What each phone taps in an exercise: part of the widget's key.
TAPPED = {
    "roles": "first_team",
    "goals": "purpose-",
    "self_assessment": "growth-",
    "mentor_criteria": "pick-",
    "find_mentors": "events-",
    "pitch": "kind-",
    "nurture": "questions-",
    "myths": "more_senior-",
    "closing": "now-goals",
}


class Session:
    """The people in one session, and where to put the pictures."""

    def __init__(self, people: People, server: Server | Cluster, pictures: Path) -> None:
        self.server = server
        self.pictures = pictures
        self.host, self.facilitator = people.at_a_laptop(), people.at_a_laptop()
        self.stage = people.at(1920, 1080)
        self.phones = [people.on_a_phone() for _ in range(PHONES)]
        self.code, self.key = "", ""
        self.after_a_cut = False

    def open(self) -> None:
        """Open a room as the host, and its pages as the facilitator."""
        self.host.goto(f"/host/{HOST_KEY}")
        self.host.get_by_label("Title").fill("Spring webinar")
        self.host.get_by_role("spinbutton", name="Hide results until").fill("3")
        self.host.get_by_role("button", name="Open the room").click()
        link = self.host.get_by_role("textbox", name="Facilitator link").input_value()
        self.code = self.host.get_by_role("textbox", name="Room code").input_value()
        self.key = link.rsplit("/", 1)[1]
        for page in (self.facilitator, self.stage):
            page.goto(link)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
        self.stage.goto(f"/stage?code={self.code.replace('-', '')}")

    def join(self) -> None:
        """Let every phone join."""
        for phone in self.phones:
            phone.goto(f"/join/{self.code}")
            expect(phone.get_by_role("heading", name="Today's exercises")).to_be_visible()
        expect(self.stage.get_by_text(f"{PHONES} people have joined")).to_be_visible()
        self.shoot(self.stage, "join")

    def type_in(self) -> None:
        """Import answers of people without a phone, as the facilitator's script does."""
        url = f"{self.server.url}/api/cohorts/{self.code.replace('-', '')}/responses"
        headers = {"Authorization": f"Bearer {self.key}"}
        assert httpx.post(url, content=sheets(SHEETS), headers=headers).status_code == 201

    def go_on(self) -> None:
        """Press the key for the next step, at a human pace."""
        settled(self.facilitator)
        button = next_button(self.facilitator)
        said = button.inner_text()
        for _ in range(3):  # a key may get lost; retrying one that's only late presses twice
            self.facilitator.wait_for_timeout(2_000)
            self.facilitator.keyboard.press("PageDown")
            try:
                # After the last one there's no button any more.
                return expect(button.filter(has_text=said)).to_have_count(0, timeout=40_000)
            except AssertionError:
                continue
        raise AssertionError(f"nothing follows after “{said}”")

    def bring_to(self, exercise: Exercise) -> None:
        """Bring everyone to the next step with nothing but the next button."""
        title = exercise.content().title
        expect(next_button(self.facilitator)).to_contain_text(title)
        self.go_on()
        for page in (self.stage, *self.phones):
            heading = page.get_by_role("heading", name=title, level=1)
            if self.after_a_cut:
                # If the room moved on before someone was back, their page says where it is.
                link = page.get_by_role("link", name=f"Go to “{title}”")
                expect(heading.or_(link).first).to_be_visible(timeout=60_000)
                if not heading.is_visible() and link.is_visible():
                    link.click()
            expect(heading).to_be_visible(timeout=60_000)
        self.after_a_cut = False

    def answer(self, exercise: Exercise, shift: int = 0, people: int = PHONES) -> None:
        """Tap a different option on each phone, and see it saved."""
        for number, phone in enumerate(self.phones[:people]):
            # Not every button: a question with help has a button for that, too.
            asked = f"[class*='st-key-{TAPPED[exercise.slug]}']"
            options = phone.locator(asked).first.locator("button[data-variant]")
            expect(options.first).to_be_visible()
            settled(phone)
            options.nth((number + shift) % options.count()).click()
            said = phone.locator(f"[class*='st-key-whereabouts-{exercise.slug}'] p")
            expect(said.filter(has_text=re.compile("Saved")).first).to_be_visible()
            settled(phone)

    def reveal(self, exercise: Exercise) -> None:
        """Show results by keyboard, and see them on the stage and on a phone."""
        self.go_on()
        for page in (self.stage, self.phones[0]):
            expect(picture(page).first).to_be_visible(timeout=60_000)
        assert exercise.slug in TAPPED

    def power_cut(self) -> None:
        """Kill the server and restart it; nobody reloads."""
        assert isinstance(self.server, Server)
        self.server.kill()
        self.server.start()
        self.come_back()

    def come_back(self) -> None:
        """Wait until every page has reconnected."""
        self.after_a_cut = True
        for page in (self.facilitator, self.stage, *self.phones):
            app = page.get_by_test_id("stApp")
            expect(app).to_have_attribute("data-test-connection-state", "CONNECTED", timeout=60_000)
            settled(page)

    def summary(self, exercise: Exercise) -> dict[str, object]:
        """Return the room's summary over HTTP."""
        code = self.code.replace("-", "")
        told: dict[str, object] = httpx.get(
            f"{self.server.url}/api/cohorts/{code}/summary/{exercise.slug}",
            headers={"Authorization": f"Bearer {self.key}"},
        ).json()
        return told

    def shoot(self, page: Page, name: str) -> None:
        """Take a screenshot at both sizes."""
        before = page.viewport_size
        assert before
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            page.wait_for_timeout(700)  # charts adapt to their new width
            page.screenshot(path=self.pictures / f"{name}-{size}.png")
        page.set_viewport_size(before)


def picture(page: Page) -> Locator:
    """The charts on a page."""
    return page.locator(".js-plotly-plot .main-svg")


@pytest.fixture
def session(people: People, server: Server, tmp_path: Path) -> Session:
    return Session(people, server, Path(os.environ.get("WORKSHOP_PICTURES", tmp_path)))


@pytest.mark.own_server
def test_a_complete_session_with_six_phones_and_a_power_cut(session: Session) -> None:
    hold(session)


def hold(session: Session) -> None:
    """Run a session from the host's link to the report."""
    session.open()
    session.join()
    session.type_in()
    for exercise in AGENDA:
        session.bring_to(exercise)
        session.answer(exercise)
        session.reveal(exercise)
        special.get(exercise.slug, nothing)(session)
    session.go_on()
    expect(session.stage.get_by_text("Thank you!")).to_be_visible()
    expect(session.facilitator.get_by_role("link", name="Printable report")).to_be_visible()
    the_store_has_every_answer(session)
    the_facilitator_takes_the_result_home(session)


def vote_again(session: Session) -> None:
    """Vote a second time on the roles, and compare both votes."""
    first = session.summary(AGENDA[0])
    expect(next_button(session.facilitator)).to_contain_text("Vote again")
    session.go_on()
    for phone in session.phones:
        expect(phone.get_by_text("Vote again:").first).to_be_visible(timeout=30_000)
    session.answer(AGENDA[0], shift=1, people=MINDS_CHANGED)
    session.reveal(AGENDA[0])
    assert session.summary(AGENDA[0]) != first, "the second vote counts by itself"
    session.shoot(session.stage, "stage")
    session.shoot(session.facilitator, "run")
    tell_the_answers(session)
    compare = session.host.context.new_page()
    compare.goto(f"/facilitate/{session.key}")
    expect(compare.get_by_role("heading", level=1)).to_be_visible()
    compare.goto(f"/compare?code={session.code.replace('-', '')}")
    for vote in ("First vote", "Second vote"):
        expect(compare.get_by_text(vote, exact=True).first).to_be_visible()
    compare.close()


def tell_the_answers(session: Session) -> None:
    """Show the right answers, on the stage and no sooner."""
    expect(next_button(session.facilitator)).to_have_text("Show the answers")
    session.go_on()
    expect(session.stage.get_by_text("Answer", exact=True).first).to_be_visible(timeout=30_000)
    session.shoot(session.stage, "stage-answers")


def myths_again(session: Session) -> None:
    """Vote on the myths again with too few people: the stage says what it's waiting for."""
    session.go_on()
    session.go_on()
    tell_the_answers(session)


def lose_the_power(session: Session) -> None:
    """Kill the server midway, after everyone's ranking was saved."""
    phone = session.phones[0]
    phone.mouse.wheel(0, 250)
    phone.wait_for_timeout(500)
    phone.screenshot(path=session.pictures / "phone.png")
    session.power_cut()


def nothing(session: Session) -> None:
    """Do nothing."""
    del session


special: dict[str, Callable[[Session], None]] = {
    "roles": vote_again,
    "myths": myths_again,
    "mentor_criteria": lose_the_power,
}


def the_store_has_every_answer(session: Session) -> None:
    """Check over HTTP: six phones and the sheets in each of the nine, whichever vote it counts."""
    told = {e.slug: session.summary(e) for e in AGENDA}
    people = {slug: int(str(of["n"])) + int(str(of.get("kept") or 0)) for slug, of in told.items()}
    assert people == {e.slug: PHONES + SHEETS for e in AGENDA}


def the_facilitator_takes_the_result_home(session: Session) -> None:
    """See every exercise on the dashboard and in the report."""
    page = session.facilitator
    page.goto(f"/dashboard?code={session.code.replace('-', '')}")
    for exercise in AGENDA:
        expect(page.get_by_role("heading", name=exercise.content().title).first).to_be_visible()
    page.locator(".st-key-picture-mentor_criteria-only-borda").scroll_into_view_if_needed()
    session.shoot(page, "dashboard")
    page.goto(f"/api/cohorts/{session.code.replace('-', '')}/report.html")
    expect(page.locator("[data-figure] .main-svg").first).to_be_visible()
    told = page.locator("body").inner_text()
    assert [e.slug for e in AGENDA if e.content().title not in told] == []
