"""Step 5: what is a valid answer, what a pitch starts with, how it sounds, what a room says."""

import json
from random import Random
from statistics import median
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.exercise import Given
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria import WORDING as QUALITIES
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.merging import merged
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import ASK_KINDS, MAX_TEXT, MAX_WORDS, PARTS, Pitch, Spot, sample
from exercises.pitch.checks import checks
from exercises.pitch.forms import all_forms, draft, seconds
from exercises.pitch.start import kept, noted, offered, suggestions, taken_up
from exercises.self_assessment import WORDING as SELF_ASSESSMENT
from exercises.self_assessment.answer import Row, SelfAssessment

CONTENT = WORDING.in_("en")
NAMES = {c: q.name for c, q in QUALITIES.in_("en").criteria.items()}
GOOD = Pitch(
    mentor="Asha",
    who="I am a data engineer in my third year and like making slow things fast.",
    why="By June I want to lead a design review, and I am unsure how to bring others along.",
    why_you="When you led the move to the new platform, people disagreed and still felt heard.",
    commitment="I will come with an agenda and tell you after two weeks what I tried.",
    ask="Could we talk for 20 minutes next week? If not, an introduction would help me, too.",
    ask_kind="one_talk",
)

COMPETENCIES = SELF_ASSESSMENT.in_("en").competencies


def starting(answer: Pitch, **earlier: Any) -> dict[Spot, str]:
    return suggestions(answer, cast(Given, earlier), CONTENT, NAMES, COMPETENCIES)


def failing(**changed: str) -> dict[str, str]:
    answer = Pitch.model_validate({**GOOD.model_dump(), **changed})
    return {check.slug: check.told for check in checks(answer, CONTENT) if not check.fine}


# --- The answer -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"who": "x" * (MAX_TEXT + 1)},
        {"ask": "zero\x00byte"},
        {"why": ["a", "list"]},
        {"mentor": "x" * 61},
        {"ask_kind": "money"},
        {"parts": ("who", "who")},
        {"parts": ("who", "what")},
        {"words": -1},
        {"words": MAX_WORDS + 1},
        {"words": True},
        {"begun_with": {"mentor": "Asha"}},
        {"begun_with": {"who": "x" * (MAX_TEXT + 1)}},
        {"times": {"who": 1000}},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Pitch.model_validate(wrong)


def test_words_and_parts_are_counted_whatever_a_client_says() -> None:
    lied = Pitch.model_validate({"who": "two words", "parts": PARTS, "words": 99})
    assert (lied.parts, lied.words) == (("who",), 2)
    cleared = Pitch.model_validate({**lied.model_dump(), "who": " "})
    assert (cleared.parts, cleared.words) == ((), 0), "also when all is taken away again"


def test_a_form_that_was_typed_in_keeps_its_figures() -> None:
    form = Pitch.model_validate_json('{"parts": ["who", "ask"], "words": 80}')
    assert (form.parts, form.words) == (("who", "ask"), 80)
    assert Pitch.model_validate_json(halves.joined(*halves.split(form))) == form


def test_no_pitch_has_more_words_than_a_form_may_say() -> None:
    longest = Pitch.model_validate(dict.fromkeys(PARTS, "a漢" * (MAX_TEXT // 2)))
    assert longest.words <= MAX_WORDS


def test_no_word_and_no_name_is_shared() -> None:
    shared, private = halves.split(GOOD)
    assert json.loads(shared) == {"ask_kind": "one_talk", "parts": list(PARTS), "words": 79}
    assert Pitch.model_validate_json(halves.joined(shared, private)) == GOOD


def test_two_open_pages_leave_figures_that_fit_the_words() -> None:
    mine = Pitch.model_validate({**GOOD.model_dump(), "who": ""})
    theirs = Pitch.model_validate({**GOOD.model_dump(), "why": ""})
    both = merged(GOOD, mine, theirs)
    assert isinstance(both, Pitch)
    assert both.parts == ("why_you", "commitment", "ask")
    assert both == Pitch.model_validate(both.model_dump())
    base, mine, theirs = Pitch(who="I", why="it"), Pitch(why="it"), Pitch(who="I")
    assert merged(base, mine, theirs) == Pitch(written=True), "nothing is left"


# --- Forms and checks -----------------------------------------------------------------------------


def test_a_pitch_takes_a_minute_for_each_140_words() -> None:
    assert [seconds(n) for n in (0, 1, 70, 140, 141)] == [0, 1, 30, 60, 61]


def test_a_form_has_the_parts_in_their_order_and_ends_each_as_a_sentence() -> None:
    answer = Pitch(ask="May I ask?", who="I am new", why="To learn!")
    assert draft(answer, "spoken", CONTENT).text == (
        "Hello. I am new. To learn! May I ask? Thank you."
    )
    assert draft(GOOD, "mail", CONTENT).text.startswith("Hello Asha,\n\nI am a data engineer")
    message = draft(GOOD, "message", CONTENT)
    assert message.text.startswith("Hi Asha! I am a data engineer")
    assert "agenda" not in message.text
    assert message.words < draft(GOOD, "mail", CONTENT).words == GOOD.words
    for form in ("Spoken", "Email", "Short message"):
        assert form.upper() in all_forms(GOOD, CONTENT)


def test_a_name_in_braces_stays_what_it_is() -> None:
    assert "{0.__class__}" in draft(Pitch(mentor="{0.__class__}", who="I"), "mail", CONTENT).text


def test_the_mail_link_says_just_what_the_preview_says() -> None:
    hostile = Pitch(mentor="A&B", why="100% sure? a+b=c #1\nZoë\N{SNOWMAN}", ask="&bcc=x@y.zz")
    written = draft(hostile, "mail", CONTENT)
    assert written.mailto.isascii()
    asked = parse_qs(urlsplit(written.mailto).query, strict_parsing=True)
    assert asked.keys() == {"subject", "body"}
    assert asked["body"][0].replace("\r\n", "\n") == written.text


def test_a_good_pitch_passes_every_check() -> None:
    assert failing() == {}


@pytest.mark.parametrize(
    ("changed", "check", "told"),
    [
        ({"who": ""}, "parts", "Who I am"),
        ({"ask": "I would like 20 minutes."}, "question", "no question"),
        ({"why": "Why not? " + GOOD.why}, "question", "2 questions"),
        ({"ask": "Could you help me?"}, "small", "how many minutes"),
        ({"ask": "word " * 50 + "20?"}, "small", "45 words"),
        ({"why_you": ""}, "profile", "why you're asking this person"),
        ({"why_you": "You are a great and inspiring leader."}, "profile", "anyone"),
        ({"commitment": "I will."}, "mail", "about 9 too few"),
        ({"commitment": "word " * 40}, "mail", "about 4 too many"),
        ({"commitment": "word " * 79}, "spoken", "down to 60"),
    ],
)
def test_each_check_says_what_to_do(changed: dict[str, str], check: str, told: str) -> None:
    assert told in failing(**changed)[check]


@pytest.mark.parametrize(("words", "fine"), [(74, 0), (75, 1), (100, 1), (101, 0)])
def test_a_mail_of_75_to_100_words_is_fine(words: int, fine: int) -> None:
    half = words // 2
    answer = Pitch(who="w " * half, why="w " * (words - half))
    assert {c.slug: c.fine for c in checks(answer, CONTENT)}["mail"] == bool(fine)


@pytest.mark.parametrize(("words", "fine"), [(140, 1), (141, 0)])
def test_a_minute_aloud_is_fine(words: int, fine: int) -> None:
    answer = Pitch(who="w " * 100, why="w " * (words - 100))
    assert {c.slug: c.fine for c in checks(answer, CONTENT)}["spoken"] == bool(fine)


# --- What it starts with --------------------------------------------------------------------------


def test_a_pitch_starts_from_goals_strengths_scores_and_the_next_action() -> None:
    scored = {"active_listening": 5, "commitment": 4, "availability": 2}
    earlier = {
        "goals": Goals(goals=(Goal(sentence="Lead a review.", guidance="winning others over"),)),
        "self_assessment": SelfAssessment(
            rows=(Row(id="00000001", strengths=("technical_depth", "deciding")),)
        ),
        "mentor_criteria": MentorCriteria(
            ranking=("commitment", "active_listening"),
            candidates=(
                Candidate(id="0000000a", name="Bo", scores={"commitment": 1}),
                Candidate(id="0000000b", name="Asha", scores=cast(Any, scored)),
            ),
        ),
        "find_mentors": SimpleNamespace(
            people=(
                SimpleNamespace(name="Bo", action="wave"),
                SimpleNamespace(name="asha", action="read her talk"),
            )
        ),
    }
    assert starting(Pitch(ask_kind="introduction"), **earlier) == {
        "mentor": "Asha",
        "who": "I'm good at technical depth, decision-making.",
        "why": "My goal: Lead a review. I'd like your guidance on: winning others over.",
        "why_you": "What drew me to you: commitment, active listening.",
        "commitment": "My next step: read her talk.",
        "ask": CONTENT.ask_kinds["introduction"].start,
    }
    assert "why_you" not in starting(Pitch(mentor="Cy"), **earlier), "nobody scored Cy"
    assert starting(Pitch()) == {}


@pytest.mark.parametrize("kind", ASK_KINDS)
def test_what_an_ask_starts_with_passes_its_own_checks(kind: Any) -> None:
    failed = failing(ask=CONTENT.ask_kinds[kind].start)
    assert not {"question", "small"} & failed.keys()


def test_what_was_typed_is_offered_something_only_when_that_changed() -> None:
    typed = Pitch(why="Mine")
    noticed = typed.model_copy(update={"begun_with": noted(typed, {"why": "old"})})
    assert offered(noticed, {"why": "old"}) == {}
    assert offered(noticed, {"why": "new"}) == {"why": "new"}
    assert offered(kept(noticed, "why", "new"), {"why": "new"}) == {}
    assert offered(Pitch(mentor="Asha"), {"mentor": "Bo", "why": "old"}) == {"why": "old"}


def test_what_is_taken_up_never_costs_a_typed_letter() -> None:
    first = taken_up(Pitch(), "why", "Old goal.")
    assert first.why == "Old goal."
    longer = first.model_copy(update={"why": "I say: Old goal. And more."})
    assert taken_up(longer, "why", "New goal.").why == "I say: New goal. And more."
    foreign = Pitch(why="Mine.")
    assert taken_up(foreign, "why", "Old goal.").why == "Mine. Old goal."
    full = Pitch(why="x" * (MAX_TEXT - 5))
    assert taken_up(full, "why", "Old goal.").why == full.why
    nearly = Pitch(why="x" * (MAX_TEXT - 30))
    assert len(taken_up(nearly, "why", "y" * 50).why) <= MAX_TEXT


# --- The room and the plan ------------------------------------------------------------------------


def summary_of(room: list[Pitch]) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        for i, answer in enumerate(room):
            connection.execute(
                "INSERT INTO latest VALUES (?, ?)", [str(i), halves.split(answer)[0]]
            )
        found = connection.execute(EXERCISE.summary_sql)
        names = [column[0] for column in found.description]
        (parts,) = found.fetchall()
    return dict(zip(names, parts, strict=True)) | {"n": len(room)}


BANDS = {
    "none": range(1),
    "few": range(1, 50),
    "short": range(50, 75),
    "right": range(75, 101),
    "long": range(101, 141),
    "too_long": range(141, MAX_WORDS + 1),
}


@pytest.mark.parametrize("n", [0, 1, 60])
def test_the_summary_agrees_with_a_naive_count(n: int) -> None:
    rng = Random(n)
    room = [sample(rng) if rng.random() < 0.9 else Pitch() for _ in range(n)]
    summary = summary_of(room)

    def figure(count: int) -> dict[str, Any]:
        return {"n": count, "share": count / n if n else None}

    assert summary["parts"] == [
        {"part": part} | figure(sum(part in a.parts for a in room)) for part in PARTS
    ]
    assert summary["complete"] == figure(sum(len(a.parts) == 5 for a in room))
    assert summary["words"]["bands"] == [
        {"band": band} | figure(sum(a.words in words for a in room))
        for band, words in BANDS.items()
    ]
    wrote = [a.words for a in room if a.words]
    assert summary["words"]["median"] == (median(wrote) if wrote else None)
    counted = {kind: figure(sum(a.ask_kind == kind for a in room)) for kind in ASK_KINDS}
    assert {row.pop("kind"): row for row in summary["kinds"]} == counted


@pytest.mark.parametrize(
    ("words", "band"),
    [(n, band) for band, words in BANDS.items() for n in {words[0], words[-1]}],
)
def test_each_number_of_words_is_in_its_band(words: int, band: str) -> None:
    bands = summary_of([Pitch(words=words)])["words"]["bands"]
    assert [row["band"] for row in bands if row["n"]] == [band]


def test_the_headlines_say_what_is_missing_and_how_long_pitches_are() -> None:
    room = [
        Pitch(parts=PARTS, words=80, ask_kind="one_talk"),
        Pitch(parts=("who", "why", "why_you", "ask"), words=120),
    ]
    parts, words, kinds = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    assert parts.headline == "Most often still missing: My commitment (50% have it)."
    assert words.headline == ("50% are within 75 to 100 words; half have 100 or fewer.")
    assert kinds.headline == "Most common ask: One conversation (50%)."
    complete = EXERCISE.pictures(summary_of(room[:1]), CONTENT, "dark")
    assert complete[0].headline == CONTENT.pictures.parts_all
    nothing = EXERCISE.pictures(summary_of([Pitch()]), CONTENT, "light")
    assert nothing[0].headline == CONTENT.pictures.parts_none
    assert nothing[1].headline == CONTENT.pictures.words_none
    assert nothing[2].headline == CONTENT.pictures.kinds_none


def test_the_plan_has_the_pitch_as_one_would_say_and_send_it() -> None:
    section = EXERCISE.plan(GOOD, CONTENT)
    assert section is not None
    told = repr(section)
    assert "For Asha" in told
    assert "Subject: 20 minutes of your time?" in told
    assert "Hello Asha. I am a data engineer" in told
    only_form = EXERCISE.plan(Pitch(parts=("who",), words=30), CONTENT)
    assert "Still to write: My why" in repr(only_form)
