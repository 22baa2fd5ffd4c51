"""Long words, right-to-left text, paper: nothing overflows its page, and no short word breaks."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Cohort, People, fold_out, join, settled
from tests.http.conftest import sheets
from tests.server import Server

LONG = "W" * 80
HEBREW = "אני רוצה להוביל סקירת עיצוב (2026)."

# Visible text outside the page, whichever element contains it.
RUNS_OUT = """() => {
    const out = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, range = document.createRange();
        if (!node.data.trim() || node.parentElement.closest("svg, style, script")) continue;
        if (node.parentElement.closest('[class*="st-key-move-"], [class*="srOnly"]')) continue;
        if (node.parentElement.closest(".st-key-room-title")) continue;  // it ends in an ellipsis
        // A table of figures that has no room scrolls in its frame.
        if (node.parentElement.closest("[data-testid=stExpanderDetails] table")) continue;
        range.selectNodeContents(node);
        const box = range.getBoundingClientRect();
        if (box.width > 1 && box.height > 1 && (box.right > innerWidth + 1 || box.left < -1))
            out.push(node.data.slice(0, 60));
    }
    return out;
}"""
# Words and numbers in tables that wrap onto another line.
CUT = """() => {
    const cut = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!node.parentElement.closest("td, th")) continue;
        for (const word of node.data.matchAll(/[^\\s-]+/g)) {
            if (word[0].length > 16) continue;
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (new Set([...range.getClientRects()].map((box) => box.top)).size > 1)
                cut.push(word[0]);
        }
    }
    return cut;
}"""
# In CSS pixels, within the margins of a plan and of a report.
PAPERS = {"a4": (642, 680), "letter": (665, 703)}


@pytest.fixture
def titled(server: Server) -> Cohort:
    return Cohort(server, title=LONG)


def write(page: Page, code: str, name: str, text: str, slug: str = "goals") -> None:
    join(page, code, slug=slug)
    field = page.get_by_role("textbox", name=name)
    field.fill(text)
    field.blur()
    expect(page.locator("[data-whereabouts=Saved]").first).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(PHONE["width"], PHONE["height"]), (1280, 800)])
def test_a_long_word_runs_out_of_no_page(
    people: People, titled: Cohort, width: int, height: int
) -> None:
    titled.add(sheets(4))
    page = people.at(width, height)
    write(page, titled.code, "Your goal in one sentence", "W" * 200)
    page.goto(f"/facilitate/{titled.facilitator_key}")
    room = f"?code={titled.code}"
    for path in ("/", "/plan", "/find_mentors", f"/cohort{room}", f"/stage{room}"):
        page.goto(path)
        expect(page.get_by_text("W" * 40).first).to_be_visible()
        settled(page)
        assert page.evaluate(RUNS_OUT) == [], path
    # People read a report on paper or on a laptop; on a phone its charts scroll.
    report = [f"/api/cohorts/{titled.code}/report.html"] if width > PHONE["width"] else []
    for path in ("/me/plan.html", *report):
        page.goto(path)
        assert page.evaluate(RUNS_OUT) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width + 1, path


@pytest.mark.parametrize("paper", PAPERS)
def test_words_and_numbers_are_whole_on_paper_and_it_is_light(
    people: People, titled: Cohort, paper: str
) -> None:
    titled.add(sheets(6))
    plan_wide, report_wide = PAPERS[paper]
    page = people.at(plan_wide, 900, color_scheme="dark")
    join(page, titled.code, slug="find_mentors")
    page.goto("/plan")
    given = page.request.get("/me/plan.json").json() | {"answers": ANSWERS}
    bring(page, given)
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(f"/me/plan.html?paper={paper}")
    expect(page.get_by_text("Ramachandran").first).to_be_visible()
    assert page.evaluate(CUT) == page.evaluate(RUNS_OUT) == []
    assert page.evaluate(GROUND) == ["rgb(255, 255, 255)", "light"]
    page.goto(f"/facilitate/{titled.facilitator_key}")
    page.set_viewport_size({"width": report_wide, "height": 900})
    page.goto(f"/api/cohorts/{titled.code}/report.html")
    expect(page.locator("[data-figure] .main-svg").first).to_be_visible()
    assert page.evaluate(CUT) == page.evaluate(RUNS_OUT) == []
    assert page.evaluate(GROUND) == ["rgb(255, 255, 255)", "light"]


GROUND = """() => [getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.documentElement).colorScheme]"""
ANSWERS = {
    "find_mentors": {
        "people": [
            {
                "id": "0000000a",
                "name": "Asha Ramachandran-Krishnamurthy",
                "route": "company_programme",
                "goal": 2,
                "action": "Ask for an introduction to the coordinator",
                "by": "2027-01-15",
            },
            {"id": "0000000b", "name": "W" * 60, "route": "networks", "action": "W" * 200},
        ]
    }
}


def bring(page: Page, plan: object) -> None:
    """Load a plan on its page."""
    fold_out(page, "Load a saved plan")
    page.get_by_role("textbox", name="Text of the file").fill(json.dumps(plan))
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_text("Ramachandran").first).to_be_visible()
    settled(page)


# Where the full stop after "(2026)" is: left of the words in right-to-left text.
FULL_STOP = """(element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode, at = node.data.indexOf("(2026).");
        if (at < 0) continue;
        const box = (i) => {
            const range = document.createRange();
            range.setStart(node, i);
            range.setEnd(node, i + 1);
            return range.getBoundingClientRect().left;
        };
        return box(at + 6) < box(at + 1) ? "left" : "right";
    }
}"""


def test_hebrew_reads_from_right_to_left_in_fields_on_the_page_and_in_print(
    people: People, cohort: Cohort
) -> None:
    page = people.on_a_phone()
    join(page, cohort.code, slug="pitch")
    field = page.get_by_role("textbox", name="The ask")
    assert field.evaluate("(e) => getComputedStyle(e).unicodeBidi") == "plaintext"
    field.fill(HEBREW)
    field.blur()
    preview = page.locator(".st-key-pitch-preview")
    expect(preview).to_contain_text(HEBREW)
    assert preview.evaluate(FULL_STOP) == "left", "within an English greeting"
    settled(page)
    page.goto("/plan")
    page.get_by_text("Everything", exact=True).click()
    shown = page.get_by_test_id("stText").filter(has_text="Spoken")
    expect(shown).to_be_visible()
    assert shown.evaluate(FULL_STOP) == "left"
    page.goto("/me/plan.html")
    for paragraph in page.locator("p", has_text=HEBREW).all():
        assert paragraph.evaluate(FULL_STOP) == "left"
