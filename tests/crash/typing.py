"""A server killed while someone types, and what they then see and the store holds.

In a real Chromium, in every text field of every page: drafts live in the browser, so nothing else
can tell whether they come back.
"""

import random
import time
from pathlib import Path
from typing import Final

import httpx
from playwright.sync_api import Browser, Error, Locator, Playwright, expect, sync_playwright

from exercises import exercise
from exercises.mentor_criteria import WORDING as MENTOR_CRITERIA
from exercises.nurture import WORDING as NURTURE
from tests.chromium import started
from tests.crash.kills import Kill, damaged_logs, is_in_a_checkpoint
from tests.crash.room import Room
from tests.server import Server

_CLAUSES: Final = NURTURE.in_("en").clauses
# Buttons that reveal more fields on a page, by their visible names.
_FIRST: Final = {
    "mentor_criteria": (MENTOR_CRITERIA.in_("en").scorecard.add,),
    "nurture": (_CLAUSES["confidentiality"].name, _CLAUSES["no_fault_exit"].name),
}
PAGES: Final = (
    "goals",
    "self_assessment",
    "mentor_criteria",
    "find_mentors",
    "pitch",
    "nurture",
    "closing",
)
_FIELDS: Final = ":is([data-testid=stTextArea], [data-testid=stTextInput])"
_BACK_WITHIN_MS: Final = 30_000
_WORDS: Final = ("Lead", "a", "review", "by", "June", "with", "Asha", "and", "ask", "why")


class Typist:
    """Someone with a browser, new for each page."""

    def __init__(self, chromium: Browser, server: Server, code: str) -> None:
        self._context = chromium.new_context(base_url=server.url)
        self.page = self._context.new_page()
        self.page.goto(f"/join/{code}")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    def open(self, slug: str) -> None:
        """Open a page with all of its text fields."""
        self.page.goto(f"/{slug}")
        found = exercise(slug)
        assert found
        heading = self.page.get_by_role("heading", name=found.content().title, level=1)
        expect(heading).to_be_visible()
        self._settle()
        self._go_further()
        for name in _FIRST.get(slug, ()):
            self.page.get_by_role("button", name=name).click()
            self.page.wait_for_timeout(700)
            self._settle()
        self._see_fields()

    def fields(self) -> dict[str, Locator]:
        """The visible fields, by key."""
        keys = self.page.locator(_FIELDS).evaluate_all(
            "all => all.filter((f) => f.checkVisibility()).map((f) => "
            "[...f.closest('[class*=st-key-]').classList].find((c) => c.startsWith('st-key-')))"
        )
        return {key: self.page.locator(f".{key} :is(textarea, input)") for key in keys}

    def type_in_all(self, rng: random.Random, longest_pause: float) -> dict[str, str]:
        """Type something new into every field, in any order and with pauses; return the texts."""
        fields, typed = list(self.fields().items()), {}
        rng.shuffle(fields)
        for n, (key, field) in enumerate(fields):
            typed[key] = f"{' '.join(rng.choices(_WORDS, k=3))} {rng.randrange(10**6)}"
            field.click()
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(typed[key], delay=rng.uniform(0, 15))
            if n < len(fields) - 1:
                time.sleep(rng.uniform(0, longest_pause))
        return typed

    def called_saved(self, *fields: str) -> None:
        """Wait until each field says that its text is saved."""
        for key in fields:
            place = self.page.locator(f".{key}")
            expect(place).to_have_attribute("data-whereabouts", "Saved", timeout=_BACK_WITHIN_MS)

    def lacks(self, typed: dict[str, str]) -> list[str]:
        """Return the fields that show something else or aren't called saved."""
        lacking = []
        for key, text in typed.items():
            field = self.page.locator(f".{key}")
            try:
                wanted = field.locator("textarea, input")
                expect(wanted).to_have_value(text, timeout=_BACK_WITHIN_MS)
                expect(field).to_have_attribute(
                    "data-whereabouts", "Saved", timeout=_BACK_WITHIN_MS
                )
            except (AssertionError, Error):
                lacking.append(f"{key}: {self.page.locator(f'.{key}').inner_text()}")
        return lacking

    def plan(self) -> str:
        """Everything that the store holds of this person."""
        cookies = "; ".join(f"{c['name']}={c['value']}" for c in self._context.cookies())
        url = f"{self.page.url.rpartition('/')[0]}/me/plan.json"
        return httpx.get(url, headers={"Cookie": cookies}, timeout=20).text

    def reload(self) -> None:
        self.page.reload()
        self._settle()
        self._see_fields()

    def leave(self) -> None:
        self._context.close()

    def _go_further(self) -> None:
        folded = self.page.locator("[class*='st-key-further-'] details:not([open])").first
        if folded.count():
            folded.locator("summary").first.click()
            self.page.wait_for_timeout(700)

    def _see_fields(self) -> None:
        fields = self.page.locator(f"{_FIELDS}:visible").first
        try:
            expect(fields).to_be_visible(timeout=10_000)
        except AssertionError:
            self._go_further()  # the kill came before it was remembered as open
            expect(fields).to_be_visible(timeout=30_000)
        self.page.wait_for_timeout(500)  # the others follow right away

    def _settle(self) -> None:
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=30_000)


class TypingKiller:
    """Kills the server while someone types, page by page."""

    def __init__(self, folder: Path, chromium: Browser | None = None) -> None:
        self.server = Server(folder).start()
        self._room = Room(self.server.url)
        self._chromium = chromium
        self._playwright: Playwright | None = None
        self._kills, self._typed = 0, 0
        self.lacking: list[str] = []

    def kill(self, rng: random.Random) -> Kill:
        """Kill the server while someone types on the next page in turn."""
        slug = PAGES[self._kills % len(PAGES)]
        self._kills += 1
        return self.kill_on(slug, rng)

    def kill_on(self, slug: str, rng: random.Random) -> Kill:
        """Kill the server within 0.3 s after someone typed, restart it, and compare."""
        who = Typist(self._browser(), self.server, self._room.code)
        try:
            return self._kill(who, slug, rng)
        finally:
            who.leave()

    def end(self) -> None:
        self.server.stop()
        if self._playwright and self._chromium:
            self._chromium.close()
            self._playwright.stop()

    def _kill(self, who: Typist, slug: str, rng: random.Random) -> Kill:
        who.open(slug)
        if rng.random() < 0.6:  # leaves an older text, often one that was saved before a reload
            who.called_saved(*who.type_in_all(rng, 0))
            if rng.random() < 0.6:
                who.reload()
        typed = who.type_in_all(rng, 0.7)
        time.sleep(rng.uniform(0, 0.3))
        self.server.kill()
        in_a_checkpoint = is_in_a_checkpoint(self.server.store)
        time.sleep(rng.uniform(0, 3))
        self.server.start()
        lacking = who.lacks(typed)
        plan = who.plan()
        lacking += [f"{key}: not in the store" for key, text in typed.items() if text not in plan]
        self.lacking += [f"{slug} {line}" for line in lacking]
        self._typed += len(typed)
        damaged = damaged_logs(self.server.folder)
        return Kill("typing", len(typed), self._typed, len(lacking), damaged, in_a_checkpoint)

    def _browser(self) -> Browser:
        """Our own browser starts late, because it takes over the main thread's event loop."""
        if self._chromium is None:
            self._playwright = sync_playwright().start()
            self._chromium = started(self._playwright)
        return self._chromium
