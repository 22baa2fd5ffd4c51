"""Step 5: valid answers, what a pitch starts with, how it sounds, what the results say."""

import json
from random import Random
from statistics import median
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises.exercise import Given
from exercises.find_mentors.answer import FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import CRITERIA, Candidate, MentorCriteria
from exercises.merging import merged
from exercises.pitch import EXERCISE, WORDING
from exercises.pitch.answer import ASK_KINDS, MAX_TEXT, MAX_WORDS, PARTS, Pitch, Spot, sample
from exercises.pitch.checks import TOLD_FIRST, checks, sorted_out
from exercises.pitch.forms import FORMS, all_forms, draft, left_out, seconds
from exercises.pitch.gaps import ended, gaps_in, stands_in
from exercises.pitch.person import names
from exercises.pitch.start import beside, kept, noted, offered, suggestions, taken_up
from exercises.self_assessment.answer import COMPETENCIES, Row, SelfAssessment

CONTENT = WORDING.in_("en")
GOOD = Pitch(
    mentor="Asha",
    who="I am a data engineer in my third year and like making slow things fast.",
    why="By June I want to lead a design review, and I am unsure how to bring others along.",
    why_you="When you led the move to the new platform, people disagreed and still felt heard.",
    commitment="I will come with an agenda and tell you after two weeks what I tried.",
    ask="Could we talk for 20 minutes next week? If not, an introduction would help me, too.",
    ask_kind="one_talk",
    signature="Priya",
)


def starting(answer: Pitch, **earlier: Any) -> dict[Spot, str]:
    return suggestions(answer, cast(Given, earlier), CONTENT)


def failing(**changed: str) -> dict[str, str]:
    answer = Pitch.model_validate({**GOOD.model_dump(), **changed})
    return {
        check.slug: check.told
        for form in FORMS
        for check in checks(answer, form, CONTENT)
        if not check.fine
    }


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
        {"signature": "x" * 61},
        {"frames": {"mentor": "Asha"}},
        {"frames": {"who": "x" * (MAX_TEXT + 1)}},
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


def test_a_part_with_a_gap_is_not_counted_as_there_and_its_gap_has_no_words() -> None:
    begun = Pitch(who="I'm [your role] at a bank", ask="Could we talk?")
    assert (begun.parts, begun.words) == (("ask",), 7)


def test_an_answer_from_before_there_were_frames_is_read_and_offered_nothing() -> None:
    stored = '{"why": "Mine", "begun_with": {"why": "My goal: Old."}, "times": {"why": 1}}'
    answer = Pitch.model_validate_json(stored)
    assert answer.why == "Mine"
    assert "why" not in offered(answer, starting(answer))


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
        "Hello! I am new. To learn! May I ask? Thank you."
    )
    assert draft(GOOD, "mail", CONTENT).text.startswith("Hello Asha,\n\nI am a data engineer")
    message = draft(GOOD, "message", CONTENT)
    assert message.text.startswith("Hi Asha! I am a data engineer")
    assert "agenda" not in message.text
    assert message.words < draft(GOOD, "mail", CONTENT).words == GOOD.words
    for form in ("Spoken", "Email", "Short message"):
        assert form in all_forms(GOOD, CONTENT)


def test_a_message_keeps_the_why_and_both_are_signed() -> None:
    message, mail = draft(GOOD, "message", CONTENT).text, draft(GOOD, "mail", CONTENT).text
    assert GOOD.why in message
    assert message.endswith("introduction would help me, too. Thanks, Priya")
    assert mail.endswith("Thank you for reading this.\n\nPriya")
    assert "Priya" not in draft(GOOD, "spoken", CONTENT).text
    unsigned = GOOD.model_copy(update={"signature": ""})
    assert draft(unsigned, "mail", CONTENT).gaps == ("[your first name]",)


def test_a_message_takes_the_first_sentence_of_a_long_part_and_cuts_no_other() -> None:
    long = "I work with Dr. Mendes on e.g. billing and on payments. " + "More of it here. " * 9
    said = draft(GOOD.model_copy(update={"why": long}), "message", CONTENT).text
    assert "I work with Dr. Mendes on e.g. billing and on payments. When you led" in said


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Asha", "Hello Asha,"),
        ("Dr. Ana Souza", "Hello Dr. Ana Souza,"),
        ("Asha from the platform team", "Hello [their first name],"),
        ("my old manager", "Hello [their first name],"),
        ("Asha (platform)", "Hello [their first name],"),
        ("", "Hello [their first name],"),
    ],
)
def test_a_greeting_has_a_name_to_greet_by_or_a_gap(name: str, greeting: str) -> None:
    mail = draft(GOOD.model_copy(update={"mentor": name}), "mail", CONTENT).text
    assert mail.splitlines()[0] == greeting


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("I am new", "I am new."),
        ("I am new!", "I am new!"),
        ("She said \u201cgo.\u201d", "She said \u201cgo.\u201d"),
        ("See https://example.org/me", "See https://example.org/me"),
        ("Thanks 🙂", "Thanks 🙂"),
        ("学びたいです", "学びたいです。"),
        ("when: [when]", "when: [when]."),
        ("ฉันอยากเรียน", "ฉันอยากเรียน"),
    ],
)
def test_a_sentence_is_ended_once_and_in_its_own_script(text: str, told: str) -> None:
    assert ended(text) == told


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
        ({"why_you": "You're the most brilliant, radiant, dazzling star ever!"}, "profile", "any"),
        ({"why_you": "When I see you, I'm simply amazed and in awe."}, "profile", "anyone"),
        ({"ask": "Could you be my mentor? If not, 20 minutes would help."}, "small", "how many"),
        ({"who": "I'm [your role]."}, "gaps", "[your role]"),
        ({"who": "I'm, and I'm good at."}, "gaps", "Who I am"),
        ({"mentor": "", "signature": ""}, "gaps", "[their first name], [your first name]"),
        ({"commitment": "I will."}, "mail", "about 9 too few"),
        ({"commitment": "word " * 40}, "mail", "about 4 too many"),
        ({"commitment": "word " * 79}, "spoken", "down to 60"),
    ],
)
def test_each_check_says_what_to_do(changed: dict[str, str], check: str, told: str) -> None:
    assert told in failing(**changed)[check]


@pytest.mark.parametrize(
    ("language", "why_you", "fine"),
    [
        ("en", "Your calm advice reached even Élodie", True),
        ("es", "Tu calma y paciencia convencieron a Ángela", True),
        ("fr", "Ta clarté et ta patience ont convaincu Élodie", True),
        ("fr", "Ta clarté et ta patience éclairent mes journées", False),
        ("de", "Du strahlst wie ein Stern am Himmel meiner Träume", False),
        ("de", "Deine klare Haltung hat sogar Özlem Şahin überzeugt", True),
        ("de", "Deine klare Haltung hat sogar die UNICEF überzeugt", True),
    ],
)
def test_a_name_is_something_seen_in_every_language(
    language: str, why_you: str, fine: bool
) -> None:
    told = checks(GOOD.model_copy(update={"why_you": why_you}), "mail", WORDING.in_(language))
    assert {check.slug: check.fine for check in told}["profile"] is fine


@pytest.mark.parametrize(("words", "fine"), [(74, 0), (75, 1), (100, 1), (101, 0)])
def test_a_mail_of_75_to_100_words_is_fine(words: int, fine: int) -> None:
    half = words // 2
    answer = Pitch(who="w " * half, why="w " * (words - half))
    assert {c.slug: c.fine for c in checks(answer, "mail", CONTENT)}["mail"] == bool(fine)


@pytest.mark.parametrize(("words", "fine"), [(140, 1), (141, 0)])
def test_a_minute_aloud_is_fine(words: int, fine: int) -> None:
    answer = Pitch(who="w " * 100, why="w " * (words - 100))
    assert {c.slug: c.fine for c in checks(answer, "spoken", CONTENT)}["spoken"] == bool(fine)


def test_each_form_has_checks_of_its_own_and_a_message_says_what_it_leaves_out() -> None:
    told = {form: {check.slug for check in checks(GOOD, form, CONTENT)} for form in FORMS}
    common = {"gaps", "question", "profile", "small"}
    assert told["mail"] == common | {"parts", "mail"}
    assert told["spoken"] == common | {"parts", "spoken"}
    assert told["message"] == common, "it hasn't all five parts, and isn't an email"
    assert left_out(GOOD, "mail") == ((), ())
    assert left_out(GOOD, "message")[0] == ("commitment",)
    long = GOOD.model_copy(update={"why": "I want to lead. " + "Word " * 60 + "end."})
    assert left_out(long, "message") == (("commitment",), ("why",))
    hidden = GOOD.model_copy(update={"commitment": "I'll [what you'll prepare]."})
    assert checks(hidden, "message", CONTENT)[0].told.endswith("[what you'll prepare]")


# --- What it starts with --------------------------------------------------------------------------


GOALS = Goals(
    goals=(
        Goal(id="00000001", sentence="Lead a review by June.", guidance="Winning others over"),
        Goal(id="00000002", sentence="I want to move into product", guidance="Where do I start?"),
    )
)
EARLIER: dict[str, Any] = {
    "goals": GOALS,
    "self_assessment": SelfAssessment(
        rows=(
            Row(id="00000001", strengths=("technical_depth", "deciding", "network")),
            Row(id="00000002", strengths=("communication",)),
        )
    ),
    "mentor_criteria": MentorCriteria(
        ranking=("commitment", "active_listening"),
        deal_breakers=("reciprocation",),
        candidates=(
            Candidate(id="0000000a", name="Bo", scores={"commitment": 1}),
            Candidate(
                id="0000000b",
                name="Asha",
                scores={"active_listening": 5, "commitment": 4, "availability": 2},
            ),
            Candidate(id="0000000c", name="Cy", scores={"reciprocation": 1, "commitment": 5}),
        ),
    ),
    "find_mentors": FindMentors(
        people=(
            Person(id="00000001", name="Cy", action="wave"),
            Person(id="00000002", name="Asha Rao from data", action="ask Ben about her", goal=2),
        )
    ),
}


def test_a_pitch_starts_with_what_is_known_of_the_person_it_is_for() -> None:
    assert starting(Pitch(ask_kind="introduction"), **EARLIER) == {
        "mentor": "Asha",
        "who": "I'm [your role], and I'm good at explaining things clearly.",
        "why": "I want to move into product. I'd value your advice on [Where do I start?].",
        "why_you": "I'm asking you because of how you stick with people while they grow:"
        " [a moment when you saw it].",
        "commitment": CONTENT.starts.commitment,
        "ask": CONTENT.ask_kinds["introduction"].start,
    }
    assert beside(Pitch(), EARLIER, CONTENT) == ()
    of_bo = starting(Pitch(mentor="Bo"), **EARLIER)
    assert of_bo["who"].endswith("going deep into technical problems.")
    assert of_bo["why"] == (
        "I want to lead a review by June. I'd value your advice on winning others over."
    )
    assert of_bo["why_you"] == CONTENT.starts.why_you_open


@pytest.mark.parametrize(
    ("language", "goal", "guidance", "why"),
    [
        (
            "en",
            "Lead my first design review by June.",
            "How to calm a meeting",
            "I want to lead my first design review by June."
            " I'd value your advice on how to calm a meeting.",
        ),
        (
            "en",
            "Lead engineer by 2028",
            "How do I get there?",
            "I want to [Lead engineer by 2028]. I'd value your advice on [How do I get there?].",
        ),
        (
            "de",
            "Bis Juni mein erstes Design-Review leiten",
            "Wie ich eine hitzige Sitzung beruhige",
            "Ich möchte bis Juni mein erstes Design-Review leiten."
            " Ich würde gern deinen Rat dazu hören, wie ich eine hitzige Sitzung beruhige.",
        ),
        (
            "es",
            "Dirigir mi primera revisión antes de junio",
            "Cómo calmar una reunión tensa",
            "Quiero dirigir mi primera revisión antes de junio."
            " Me gustaría tu consejo sobre cómo calmar una reunión tensa.",
        ),
        (
            "es",
            "Coordinar el equipo de datos desde marzo",
            "Exponer mis ideas mejor",
            "Quiero coordinar el equipo de datos desde marzo."
            " Me gustaría tu consejo sobre [Exponer mis ideas mejor].",
        ),
        (
            "es",
            "Responder con calma a las críticas",
            "A quién pedir ayuda primero",
            "Quiero responder con calma a las críticas."
            " Me gustaría tu consejo sobre a quién pedir ayuda primero.",
        ),
        (
            "es",
            "Dirigirme al comité sin leer mis notas",
            "Qué pedir en marzo",
            "Quiero dirigirme al comité sin leer mis notas."
            " Me gustaría tu consejo sobre qué pedir en marzo.",
        ),
        (
            "es",
            "Contribuir a un proyecto abierto",
            "Qué pedir en marzo",
            "Quiero contribuir a un proyecto abierto."
            " Me gustaría tu consejo sobre qué pedir en marzo.",
        ),
        (
            "es",
            "Atreverse a hablar en público",
            "Qué pedir en marzo",
            "Quiero [Atreverse a hablar en público]."
            " Me gustaría tu consejo sobre qué pedir en marzo.",
        ),
        (
            "es",
            "OSCAR del mejor equipo del año",
            "Qué pedir en marzo",
            "Quiero [OSCAR del mejor equipo del año]."
            " Me gustaría tu consejo sobre qué pedir en marzo.",
        ),
        (
            "fr",
            "M'exprimer plus souvent en réunion",
            "Le premier pas à faire",
            "Je voudrais m'exprimer plus souvent en réunion."
            " J’aimerais tes conseils pour savoir [Le premier pas à faire].",
        ),
    ],
)
def test_a_goal_goes_on_a_sentence_that_one_would_say_or_stands_in_its_gap(
    language: str, goal: str, guidance: str, why: str
) -> None:
    typed = Goals(goals=(Goal(id="00000001", sentence=goal, guidance=guidance),))
    assert suggestions(Pitch(), {"goals": typed}, WORDING.in_(language))["why"] == why


def test_what_fits_no_sentence_stands_beside_until_the_part_is_written() -> None:
    goals = Goals(goals=(Goal(id="00000001", sentence="Promotion", guidance="One. Two and three"),))
    assert beside(Pitch(), {"goals": goals}, CONTENT) == ("Promotion", "One. Two and three")
    assert beside(Pitch(why="To lead."), {"goals": goals}, CONTENT) == (), "it is written already"


def test_who_is_ruled_out_is_offered_last_and_only_if_listed_in_step_4_all_the_same() -> None:
    scored = {"mentor_criteria": EARLIER["mentor_criteria"]}
    assert names(cast(Given, scored)) == ("Asha", "Bo")
    ruled_out = {**EARLIER, "find_mentors": FindMentors(people=(Person(name="Cy", action="wave"),))}
    assert starting(Pitch(), **ruled_out)["mentor"] == "Asha"
    assert names(cast(Given, ruled_out)) == ("Asha", "Bo", "Cy")
    told = "one person once, by the shorter name"
    assert names(cast(Given, EARLIER)) == ("Asha", "Bo", "Cy"), told


def test_no_next_action_is_said_to_anyone() -> None:
    for name in ("", "Asha", "Cy", "Bo"):
        said = " ".join(starting(Pitch(mentor=name), **EARLIER).values())
        assert "wave" not in said
        assert "Ben" not in said


def test_without_anything_known_every_part_is_a_sentence_with_a_gap() -> None:
    found = starting(Pitch())
    assert found.keys() == set(PARTS)
    for text in found.values():
        assert gaps_in(text)


def test_each_strength_and_quality_has_its_words_in_a_sentence() -> None:
    assert set(CONTENT.starts.strengths) >= set(COMPETENCIES) - {"time", "support"}
    assert set(CONTENT.starts.qualities) == set(CRITERIA)


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("Lead my first design review by June", True),
        ("become a staff engineer", True),
        ("Promotion", False),
        ("How do I start?", False),
        ("Learn Rust. Then teach it.", False),
        ("Learn Rust\nTeach Rust", False),
        ("- learn Rust and teach it", False),
        ("לנהל את סקירת העיצוב הראשונה", False),
        ("デザインレビューを初めてリードする", False),
        ("Lead the [secret] design review", False),
        ("word " * 30, False),
    ],
)
def test_only_what_reads_well_as_typed_stands_in_a_sentence(typed: str, stands: bool) -> None:
    assert stands_in(typed, CONTENT.starts.goal) is stands


@pytest.mark.parametrize("kind", ASK_KINDS)
def test_what_an_ask_starts_with_is_unfinished_until_its_gap_is_filled(kind: Any) -> None:
    start = CONTENT.ask_kinds[kind].start
    assert "gaps" in failing(ask=start)
    filled = start.replace(gaps_in(start)[0], "next week")
    assert not {"question", "small", "gaps"} & failing(ask=filled).keys()


def test_our_own_sentences_pass_no_check_by_themselves() -> None:
    begun = Pitch(mentor="Asha", signature="Priya", ask_kind="one_talk")
    for part in PARTS:
        begun = taken_up(begun, part, starting(begun, **EARLIER)[part])
    assert [(c.slug, c.fine) for c in checks(begun, "mail", CONTENT)] == [("gaps", False)]
    asked = begun.model_copy(update={"ask": GOOD.ask})
    assert {c.slug for c in checks(asked, "mail", CONTENT) if c.fine} == {"question", "small"}


def test_the_three_that_matter_most_come_first_and_no_check_is_lost() -> None:
    poor = Pitch(why="So great. " * 40, why_you="You're great.", ask="Help me")
    found = checks(poor, "mail", CONTENT)
    first, rest = sorted_out(found)
    assert [check.slug for check in first] == ["gaps", "parts", "question"]
    assert len(first) == TOLD_FIRST
    assert {*first, *rest} == set(found)
    assert sorted_out(checks(GOOD, "mail", CONTENT))[0] == ()


def test_what_was_typed_is_offered_something_only_when_that_changed() -> None:
    typed = Pitch(why="Mine")
    noticed = typed.model_copy(update={"frames": noted(typed, {"why": "old"})})
    assert offered(noticed, {"why": "old"}) == {}
    assert offered(noticed, {"why": "new"}) == {"why": "new"}
    assert offered(kept(noticed, "why", "new"), {"why": "new"}) == {}
    assert offered(Pitch(mentor="Asha"), {"mentor": "Bo", "why": "old"}) == {"why": "old"}


def test_what_is_taken_up_never_costs_a_typed_letter() -> None:
    first = taken_up(Pitch(), "why", "Old goal. Old wish.")
    assert first.why == "Old goal. Old wish."
    changed = "New goal. Old wish."
    assert offered(first, {"why": changed}) == {"why": "New goal."}
    longer = first.model_copy(update={"why": "I say: Old goal. And more."})
    assert taken_up(longer, "why", changed).why == "I say: New goal. And more."
    foreign = Pitch(why="Mine.", frames={"why": "Old goal. Old wish."})
    assert taken_up(foreign, "why", changed).why == "Mine. New goal."
    full = Pitch(why="x" * (MAX_TEXT - 5), frames={"why": "Old goal."})
    assert taken_up(full, "why", "New goal.").why == full.why


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
    assert "Subject: A short conversation?" in told
    assert "Hello Asha! I am a data engineer" in told
    assert "still to fill in" not in told
    draft_of_one = EXERCISE.plan(Pitch(who="I'm [your role]."), CONTENT)
    assert "A draft, still to fill in: [their first name], [your role]" in repr(draft_of_one)
    only_form = EXERCISE.plan(Pitch(parts=("who",), words=30), CONTENT)
    assert "Still to write: My why" in repr(only_form)
