"""The plan as page, document, calendar and data: complete, inert, loaded back only if valid."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from icalendar import Calendar

from exercises import AGENDA
from exercises.closing.answer import Closing
from exercises.exercise import Answer
from exercises.find_mentors.answer import FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.nurture.answer import Nurture
from exercises.pitch.answer import Pitch
from exercises.plan import Date, Items
from pages.http.documents.plan import exchange
from pages.http.documents.plan.calendar import CHECKS, calendar
from pages.http.documents.plan.document import document
from pages.http.documents.plan.download import download
from pages.http.documents.plan.gathered import Plan, plan_of
from pages.http.documents.plan.printed import page
from pages.wording import WORDING

WORDS = WORDING.in_("en").plan
TODAY = date(2026, 11, 28)
DAY = date(2027, 1, 15)
LONG_PITCH = {"who": 24, "why": 28, "why_you": 22, "commitment": 8, "ask": 25}  # 107 words
HOSTILE = (
    "<script>alert(1)</script>",
    "![](http://example.org/x.png)",
    "=HYPERLINK(1)",
    "a & b \"quoted\" 'too'",
    "line\none\ttab",
    "\ufffe\uffff",
)
WORLD = "مرحبا بالعالم · 你好,世界 · שלום · 👩🏽‍💻 · Ünïcödé"


def everything(*sentences: str) -> dict[str, Answer]:
    """An answer to every exercise, with these sentences as goals."""
    rng = Random(4)
    given: dict[str, Answer] = {e.slug: e.sample(rng) for e in AGENDA}
    goals = tuple(Goal(id=f"{n:08x}", sentence=s) for n, s in enumerate(sentences[:3], start=1))
    person = Person(id="0000000a", name="Asha", action="Say hello", by=date(2027, 1, 15))
    return given | {
        "goals": Goals(goals=goals),
        "find_mentors": FindMentors(people=(person,)),
        "nurture": Nurture(first_meeting=date(2027, 2, 1)),
    }


def plan(*sentences: str) -> Plan:
    return plan_of("Spring webinar", everything(*sentences), "en", TODAY)


def text_of(written: bytes) -> str:
    paper = docx.Document(io.BytesIO(written))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


# --- Page and document ----------------------------------------------------------------------------


def test_every_exercise_is_in_the_plan_and_the_source_is_named() -> None:
    made = plan("Lead a review")
    keys = [section.key for section in made.sections]
    for told in (page(made, "", keys), text_of(document(made, "a4", keys))):
        for exercise in AGENDA:
            title = exercise.content().title
            assert title in told.replace("&#x27;", "'"), exercise.slug
        assert "Sonia Wadhwa" in told
        assert "Lead a review" in told
        assert "1 Feb 2027" in told


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_is_text_in_the_page_and_in_the_document(text: str) -> None:
    told = page(plan(text), "")
    assert "<script>alert" not in told
    assert told.count("<script>") == 1, "ours, which prints"
    shown = text_of(document(plan(text)))
    assert text.replace("\ufffe", "").replace("\uffff", "") in shown


def test_an_email_address_in_a_table_breaks_after_its_at_sign_and_only_there() -> None:
    people = (
        Person(id="0000000a", name="<asha.rao@example.org>", action="Write by @noon & at 9 @ home"),
        Person(id="0000000b", name="a@b.org"),
    )
    told = page(plan_of("Spring", {"find_mentors": FindMentors(people=people)}, "en", TODAY), "")
    assert '<td class="long" dir="auto">&lt;asha.rao@<wbr>example.org&gt;</td>' in told
    assert '<td class="short" dir="auto">a@b.org</td>' in told, "which stays on one line"
    assert told.count("<wbr>") == 1


def test_words_of_the_world_are_kept_and_find_their_direction() -> None:
    assert WORLD in text_of(document(plan(WORLD)))
    assert f'<li dir="auto">{WORLD}</li>' in page(plan(WORLD), "")


HEBREW = "אני רוצה להוביל סקירת עיצוב (2026)."


def test_words_that_read_from_the_right_do_so_in_the_document() -> None:
    goal = Goal(id="00000001", sentence=HEBREW, guidance=HEBREW)
    pitch = Pitch(who=HEBREW, ask="Could we talk (2026)?")
    made = plan_of("Spring", {"goals": Goals(goals=(goal,)), "pitch": pitch}, "en", TODAY)
    paragraphs = docx.Document(io.BytesIO(document(made))).paragraphs
    own, again = [
        p for p in paragraphs if p.text == HEBREW and "List" in str(p.style and p.style.name)
    ]
    assert again.text == own.text, "on the first page and under its goal"
    assert own._p.pPr is not None
    assert own._p.pPr.find(qn("w:bidi")) is not None
    assert [run.font.rtl for run in own.runs] == [True]
    (within,) = [p for p in paragraphs if p.text.startswith("Guidance I need")]
    assert within._p.pPr is None or within._p.pPr.find(qn("w:bidi")) is None
    assert [run.font.rtl for run in within.runs] == [None, True]
    # In an email, each line has its own direction.
    lines = {
        p.text.strip(): p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None
        for p in paragraphs
    }
    assert lines[HEBREW]
    assert not any(from_right for text, from_right in lines.items() if "Could we talk" in text)


def test_the_dates_stand_in_the_order_in_which_they_come() -> None:
    first_meeting_first = everything("Lead a review") | {
        "nurture": Nurture(first_meeting=date(2027, 1, 1))
    }
    days = [day.on for day in plan_of("Spring webinar", first_meeting_first, "en", TODAY).dates]
    assert days == [date(2027, 1, 1), date(2027, 1, 15)]


KEYS = ("mentor_criteria",)


def test_a_line_with_a_number_has_no_bullet_before_it() -> None:
    criteria = MentorCriteria(ranking=("commitment",))
    ranked = plan_of("Spring", {"mentor_criteria": criteria}, "en", TODAY)
    assert '<ul class="plain"><li dir="auto">1. Commitment</li></ul>' in page(ranked, "", KEYS)
    paragraphs = docx.Document(io.BytesIO(document(ranked, "a4", KEYS))).paragraphs
    (line,) = [p for p in paragraphs if p.text == "1. Commitment"]
    assert line.style is not None
    assert line.style.name != "List Bullet"


FULL = everything("Lead a review") | {
    "find_mentors": FindMentors(
        people=tuple(
            Person(id=f"0000000{n}", name=name, action=f"Write to {name}", by=date(2027, 1, n))
            for n, name in enumerate(("Asha", "Bimpe", "Chen", "Dalia"), start=1)
        )
    ),
    "pitch": Pitch(who="I'm an engineer.", why="I want to lead.", ask="Could we talk?"),
}


def test_the_first_page_has_goals_the_next_three_steps_the_pitch_and_the_meeting() -> None:
    made = plan_of("Spring", FULL, "en", date(2027, 1, 2))
    titles = [section.title for section in made.front]
    assert titles == ["My goals", WORDS.next_steps, "My pitch", "My first meeting"]
    (steps,) = [section for section in made.front if section.title == WORDS.next_steps]
    (listed,) = steps.parts
    assert isinstance(listed, Items)
    days = ("2 Jan 2027: Write to Bimpe", "3 Jan 2027: Write to Chen", "4 Jan 2027: Write to Dalia")
    assert listed.lines == days
    for told in (page(made, "", ()), text_of(document(made, "a4", ()))):
        assert "Lead a review" in told
        assert "Could we talk?" in told
        assert "Routes" not in told


def test_a_step_without_a_date_is_on_the_first_page_once_and_after_those_with_one() -> None:
    def steps(by: date | None, commitment: Closing) -> list[str]:
        asha = Person(id="00000001", name="Asha", action="Ask for coffee", by=by)
        given = {"find_mentors": FindMentors(people=(asha,)), "closing": commitment}
        (first, *_) = plan_of("Spring", given, "en", TODAY).front
        (listed,) = first.parts
        assert first.title == WORDS.next_steps
        assert isinstance(listed, Items)
        return list(listed.lines)

    dated, undated = "2 Jan 2027: Ask for coffee (Asha)", "Ask for coffee (Asha)"
    day, coffee = date(2027, 1, 2), "Ask for coffee"
    assert steps(None, Closing()) == [undated]
    assert steps(None, Closing(commitment=coffee)) == [undated]
    assert steps(day, Closing(commitment=coffee)) == [dated]
    assert steps(day, Closing(commitment="Read")) == [dated, "Read"]
    assert steps(None, Closing(commitment="Read", by=day)) == ["2 Jan 2027: Read", undated]


def test_without_goals_the_first_page_opens_with_the_next_steps() -> None:
    made = plan_of("Spring", {k: v for k, v in FULL.items() if k != "goals"}, "en", TODAY)
    assert [section.title for section in made.front] == [
        WORDS.next_steps,
        "My pitch",
        "My first meeting",
    ]


@pytest.mark.parametrize("by", [date(2027, 1, 2), date(2027, 1, 9)], ids=["same", "later"])
def test_what_one_commits_to_again_is_a_next_step_once(by: date) -> None:
    again = FULL | {"closing": Closing(commitment="Write to Bimpe", by=by)}
    made = plan_of("Spring", again, "en", date(2027, 1, 1))
    assert [(on.on, on.item) for on in made.dates if on.action == "Write to Bimpe"] == [
        (by, "find_mentors-00000002")
    ], "the calendar has it once, also where it had it before"
    meeting = Closing(commitment="First meeting with my mentor", by=date(2027, 2, 1))
    titles = [on.title for on in plan_of("Spring", FULL | {"closing": meeting}, "en", by).dates]
    assert titles.count("First meeting with my mentor") == 1


def test_a_document_has_what_was_chosen_and_nobody_who_is_ruled_out_unless_asked_for() -> None:
    out = Candidate(id="0000000a", name="Ulla", scores={"commitment": 1})
    kept = Candidate(id="0000000b", name="Vera", scores={"commitment": 5})
    criteria = MentorCriteria(
        ranking=("commitment",), deal_breakers=("commitment",), candidates=(out, kept)
    )
    made = plan_of("Spring", FULL | {"mentor_criteria": criteria}, "en", TODAY)
    usual = text_of(document(made))
    assert "Ulla" not in usual
    assert "Vera" not in usual
    assert "Where to look for a mentor" in usual
    for told in (page(made, "", ("scorecard",)), text_of(document(made, "a4", ("scorecard",)))):
        assert "Vera" in told
        assert "Ulla" not in told
        assert "Where to look for a mentor" not in told
    assert "Ulla" in text_of(document(made, "a4", ("ruled_out",)))


@pytest.mark.parametrize(("paper", "wide"), [("a4", 210.0), ("letter", 215.9)])
def test_the_document_is_on_the_paper_that_was_asked_for_in_styles_of_its_own(
    paper: str, wide: float
) -> None:
    made = docx.Document(io.BytesIO(document(plan("Lead a review"), paper)))
    assert made.sections[0].page_width is not None
    assert made.sections[0].page_width.mm == pytest.approx(wide, abs=0.1)
    assert str(made.styles["Heading 1"].font.color.rgb) == "0A6657"
    assert made.styles["Normal"].font.name == "Calibri"


def test_a_table_in_the_document_gives_long_texts_the_room() -> None:
    table = docx.Document(io.BytesIO(document(plan("Lead a review")))).tables[-1]
    statement, before, _ = table.rows[1].cells
    assert statement.width > 2 * before.width


def test_the_head_of_a_table_is_on_the_page_of_its_first_row() -> None:
    for table in docx.Document(io.BytesIO(document(plan("Lead a review")))).tables:
        head = [cell.paragraphs[0].paragraph_format for cell in table.rows[0].cells]
        assert all(of.keep_with_next for of in head)


ADDRESS = "asha.ramanathan-krishnamurthy@platform-engineering.example.com"


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_table_whose_words_would_break_is_written_line_by_line(paper: str) -> None:
    people = FindMentors(
        people=(
            Person(id="0000000a", name="Asha", action=f"Write to {ADDRESS}", route="networks"),
            Person(id="0000000b", name="יעל", action="https://example.org/" + "b" * 60, goal=1),
        )
    )
    given: dict[str, Answer] = {"find_mentors": people}
    made = docx.Document(io.BytesIO(document(plan_of("Spring", given, "en", TODAY), paper)))
    assert made.tables == []
    told = [paragraph.text for paragraph in made.paragraphs]
    assert f"Next action: Write to {ADDRESS}" in told
    short: dict[str, Answer] = {
        "find_mentors": FindMentors(
            people=(
                Person(id="0000000a", name="Asha", action="Ask Ben to introduce us"),
                Person(id="0000000b", name="由美", action="来週のレビューの前に短いメールを送る"),
            )
        )
    }
    assert docx.Document(io.BytesIO(document(plan_of("Spring", short, "en", TODAY), paper))).tables


def test_an_empty_plan_says_so() -> None:
    empty = plan_of("Spring", {}, "en", TODAY)
    assert WORDS.nothing in page(empty, "")
    assert WORDS.nothing in text_of(document(empty))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_document(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(document(plan("Lead a review", WORLD)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "txt:Text", "plan.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = (tmp_path / "plan.txt").read_text("utf-8-sig")
    assert "Lead a review" in told
    assert "你好" in told
    assert "Asha" in told


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or Poppler is not installed",
)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_first_page_holds_a_long_goal_five_dates_an_email_and_three_questions(
    tmp_path: Path, paper: str
) -> None:
    goal = Goal(id="00000001", sentence=" ".join(["moves"] * 33))
    people = tuple(
        Person(id=f"0000000{n}", name="Asha", action=" ".join(["roadmap"] * 14 + [str(n)]), by=DAY)
        for n in range(5)
    )
    parts = {part: " ".join(["another"] * words) for part, words in LONG_PITCH.items()}
    meeting = Nurture(
        first_meeting=DAY,
        length=30,
        questions=("path", "turning_point"),
        own_question="Do you say no?",
    )
    given: dict[str, Answer] = {
        "goals": Goals(goals=(goal,)),
        "find_mentors": FindMentors(people=people),
        "pitch": Pitch.model_validate({"mentor": "Asha", "signature": "Priya", **parts}),
        "nurture": meeting,
    }
    made = plan_of("Spring webinar", given, "en", TODAY)
    (tmp_path / "plan.docx").write_bytes(document(made, paper))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    told = ["soffice", profile, "--headless", "--convert-to", "pdf", "plan.docx"]
    subprocess.run(told, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    subprocess.run(["pdftotext", "plan.pdf"], cwd=tmp_path, check=True, timeout=60)
    first, second, *_ = (tmp_path / "plan.txt").read_text("utf-8").split("\f")
    assert "Do you say no?" in first, "the last line of the first page"
    assert second.strip().startswith(made.chosen(None)[0].title)


# --- Calendar -------------------------------------------------------------------------------------


def events(of: Plan) -> dict[date, Any]:
    found = Calendar.from_ical(calendar(of, "somebody")).walk("VEVENT")
    return {event.decoded("dtstart"): event for event in found}


def test_the_last_day_there_is_has_an_entry_as_any_other() -> None:
    """Regression: no day comes after it, so anyone who had chosen it got an error."""
    assert date.max in events(dated(by=date.max))


def test_the_calendar_has_the_chosen_days_and_days_to_look_back() -> None:
    made = plan("Lead a review")
    found = events(made)
    assert {date(2027, 1, 15), date(2027, 2, 1)} <= found.keys()
    assert {made.made_on + timedelta(days=days) for days in CHECKS} <= found.keys()
    assert str(found[date(2027, 1, 15)]["summary"]) == "Say hello (Asha)"
    assert all(
        event["dtend"].dt - event["dtstart"].dt == timedelta(days=1) for event in found.values()
    )


def test_an_event_has_an_alarm_in_the_morning_and_leads_back() -> None:
    found = Calendar.from_ical(calendar(plan("a"), "somebody", "https://w.example/plan"))
    for event in found.walk("VEVENT"):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("trigger") == timedelta(hours=9)
        assert str(event["url"]) == "https://w.example/plan"


def test_what_one_set_out_to_do_is_what_the_calendar_says() -> None:
    assert [day.title for day in dated(by=date(2027, 3, 1)).dates] == ["Write"]


def test_a_calendar_taken_along_again_replaces_the_events_of_before() -> None:
    ids = [{str(event["uid"]) for event in events(plan("a")).values()} for _ in range(2)]
    assert ids[0] == ids[1]
    assert len(ids[0]) == len(events(plan("a")))


Known = dict[str, tuple[date, str, int]]


def taken_along(calendar_of: Plan, known: Known) -> Known:
    """A calendar program's entries after reading a file: by UID, the newest revision counts."""
    found = Calendar.from_ical(calendar(calendar_of, "somebody")).walk("VEVENT")
    assert len({str(event["uid"]) for event in found}) == len(found)
    for event in found:
        told = (event.decoded("dtstart"), str(event["summary"]), int(str(event["sequence"])))
        if told[2] >= known.get(str(event["uid"]), told)[2]:
            known = known | {str(event["uid"]): told}
    return known


def dated(*people: Person, by: date | None = None, today: date = TODAY) -> Plan:
    given: dict[str, Answer] = {
        "find_mentors": FindMentors(people=people),
        "closing": Closing(commitment="Write", by=by),
    }
    return plan_of("Spring", given, "en", today)


def test_an_event_stays_the_one_of_its_item_when_others_go_and_days_are_swapped() -> None:
    early, late = date(2027, 1, 15), date(2027, 2, 1)
    asha = Person(id="0000000a", name="Asha", action="Ask Asha", by=early)
    ines = Person(id="0000000b", name="Ines", action="Ask Ines", by=late)
    first = taken_along(dated(asha, ines, by=date(2027, 3, 1)), {})
    swapped = dated(ines.model_copy(update={"by": early}), asha.model_copy(update={"by": late}))
    second = taken_along(swapped, first)
    assert second.keys() == first.keys()
    days = {title: day for day, title, _ in second.values()}
    assert (days["Ask Asha"], days["Ask Ines"]) == (late, early)
    third = taken_along(dated(ines.model_copy(update={"action": "Call Ines"})), second)
    assert third.keys() == first.keys(), "no event turned into another"
    assert {title for _, title, _ in third.values()} >= {"Ask Asha", "Call Ines"}


def test_a_calendar_keeps_to_what_the_standard_allows_for_the_number_of_a_change() -> None:
    found = Calendar.from_ical(calendar(dated(), "somebody")).walk("VEVENT")
    assert all(0 < int(str(event["sequence"])) < 2**31 for event in found)


def test_days_to_look_back_move_with_the_day_on_which_the_plan_is_taken_along() -> None:
    later = TODAY + timedelta(days=3)
    known = taken_along(dated(today=later), taken_along(dated(), {}))
    assert {day for day, _, _ in known.values()} == {later + timedelta(days=d) for d in CHECKS}


def test_what_people_wrote_makes_no_event_and_no_line_of_its_own() -> None:
    hostile = "Call; them, at \\n noon\r\nEND:VEVENT\nBEGIN:VEVENT\nATTACH:https://example.org"
    made = plan("Lead a review")
    day = date(2027, 3, 1)
    there = replace(made, dates=(*made.dates, Date(day, hostile, hostile)))
    assert len(events(there)) == len(events(made)) + 1
    event = events(there)[day]
    # The calendar may only write line breaks differently.
    assert str(event["summary"]).replace("\r\n", "\n") == hostile.replace("\r\n", "\n")
    assert "ATTACH" not in event


# --- Data -----------------------------------------------------------------------------------------


def test_what_is_taken_out_comes_back_in_as_it_was() -> None:
    given = everything("Lead a review", WORLD)
    assert exchange.read(exchange.written(given), "en") == given


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_file_with_one_bad_answer_is_refused_whole_and_says_where(language: str) -> None:
    whole = json.loads(exchange.written(everything("Lead a review")))
    whole["answers"]["nurture"]["length"] = 31
    whole["answers"]["telepathy"] = {}
    with pytest.raises(exchange.NotLoaded) as refusal:
        exchange.read(json.dumps(whole), language)
    words = WORDING.in_(language).plan
    step = next(e for e in AGENDA if e.slug == "nurture").content(language).title
    assert refusal.value.reasons == [
        words.not_valid.format(name=step, reasons="nurture.length"),
        words.unknown_exercise.format(name="telepathy"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", WORDS.not_json),
        ("{", WORDS.not_json),
        ("[" * 100_000, WORDS.not_json),
        ("[]", WORDS.not_ours),
        ('"text"', WORDS.not_ours),
        ('{"format": "other", "version": 1, "answers": {"goals": {}}}', WORDS.not_ours),
        ('{"format": "climbing-together-plan", "version": 2, "answers": {}}', WORDS.not_ours),
        ('{"format": "climbing-together-plan", "version": 1, "answers": []}', WORDS.not_ours),
        ('{"format": "climbing-together-plan", "version": 1, "answers": {}}', WORDS.empty),
        ("x" * 150_001, WORDS.too_long),
    ],
)
def test_what_is_no_plan_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(exchange.NotLoaded) as refusal:
        exchange.read(text, "en")
    assert refusal.value.reasons == [reason]


@pytest.mark.parametrize("wrong", [None, 1, "text", [], {"surprise": 1}, {"goals": ["\ud800"]}])
def test_an_answer_of_any_other_form_is_refused(wrong: Any) -> None:
    whole = {"format": exchange.FORMAT, "version": 1, "answers": {"goals": wrong}}
    with pytest.raises(exchange.NotLoaded):
        exchange.read(json.dumps(whole), "en")


def test_a_download_is_named_in_the_plans_language_whatever_a_host_calls_it() -> None:
    named = {
        "mi-plan-de-mentoria": "mi-plan-de-mentoria.docx",
        'plan "é"\r\nX: y': "plan%20%22%C3%A9%22%0D%0AX%3A%20y.docx",
    }
    assert WORDING.in_("es").plan.file in named
    for file, header in named.items():
        sent = download(b"", "text/plain", WORDS.model_copy(update={"file": file}), "docx")
        assert sent.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{header}"
