"""Twenty people go through steps 1 to 5 as data, and each pitch is fit to send."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from exercises.exercise import Given
from exercises.find_mentors.answer import FindMentors, Person
from exercises.goals.answer import Goal, Goals
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.pitch import WORDING
from exercises.pitch.answer import PARTS, Part, Pitch
from exercises.pitch.checks import checks
from exercises.pitch.forms import FORMS, draft
from exercises.pitch.gaps import gaps_in
from exercises.pitch.start import beside, suggestions, taken_up
from exercises.self_assessment.answer import Row, SelfAssessment

CONTENT = WORDING.in_("en")
WRITTEN_TO: Final = "PITCHES"  # environment variable: where to write them for review

ROLE, GOOD_AT = "[your role]", CONTENT.starts.strength_gap
GOAL, GUIDANCE = CONTENT.starts.goal_gap, CONTENT.starts.guidance_gap
MOMENT = "[a moment when you saw it]"
REASON = "[what you've seen them do, or what only they know]"
TOPIC = "[what you need advice on]"
PROMISE = "[what you'll prepare or do]"
WHEN, MONTH = "[when]", "[which month]"
PAGE, KIND_OF_PERSON = "[the one page you'd send]", "[the kind of person you'd like to meet]"


@dataclass(frozen=True)
class Someone:
    """What one person typed and picked in steps 1 to 5, and how they fill the gaps."""

    who: str
    sign: str = ""
    goals: tuple[tuple[str, str], ...] = ()  # each with the guidance it needs
    strengths: tuple[tuple[str, ...], ...] = ()  # per goal
    scored: dict[str, dict[str, int]] = field(default_factory=dict)
    listed: tuple[tuple[str, int | None, str], ...] = ()  # name, goal, next action
    mentor: str = ""
    kind: Any = None
    gaps: dict[str, str] = field(default_factory=dict)
    parts: dict[Part, str] = field(default_factory=dict)  # instead of the suggested sentences
    greeted: str = ""
    goal: int = 1  # the goal this person is for

    def given(self) -> Given:
        """Return the answers to steps 1 to 4."""
        ids = [f"{n:08x}" for n in range(1, 10)]
        goals = zip(ids, self.goals, strict=False)
        rows: Any = zip(ids, self.strengths, strict=False)
        scored: Any = zip(ids, self.scored.items(), strict=False)
        people = zip(ids, self.listed, strict=False)
        return {
            "goals": Goals(goals=tuple(Goal(id=i, sentence=g, guidance=h) for i, (g, h) in goals)),
            "self_assessment": SelfAssessment(rows=tuple(Row(id=i, strengths=s) for i, s in rows)),
            "mentor_criteria": MentorCriteria(
                ranking=("active_listening", "commitment", "communication"),
                candidates=tuple(Candidate(id=i, name=n, scores=s) for i, (n, s) in scored),
            ),
            "find_mentors": FindMentors(
                people=tuple(Person(id=i, name=n, goal=g, action=a) for i, (n, g, a) in people)
            ),
        }

    def assembled(self) -> Pitch:
        """Return the pitch as the app assembles it, before any gap is filled."""
        pitch = Pitch(mentor=self.mentor, signature=self.sign, ask_kind=self.kind)
        start = suggestions(pitch, self.given(), CONTENT)
        if not pitch.mentor and "mentor" in start:
            pitch = taken_up(pitch, "mentor", start["mentor"])
        for part in PARTS:
            pitch = taken_up(pitch, part, start[part])
        return pitch

    def finished(self) -> Pitch:
        """Return the pitch with its gaps filled and parts rewritten, as this person would."""
        pitch = self.assembled()
        texts: dict[str, str] = {part: self.parts.get(part, pitch.text(part)) for part in PARTS}
        for gap, words in self.gaps.items():
            texts = {part: text.replace(gap, words) for part, text in texts.items()}
        name = {"mentor": self.greeted} if self.greeted else {}
        return Pitch.model_validate({**pitch.model_dump(), **texts, **name})


PEOPLE: Final = (
    Someone(
        "everything fits",
        "Priya",
        goals=(
            (
                "Lead my first design review by June",
                "How to calm a meeting that turns into a fight",
            ),
        ),
        strengths=(("technical_depth", "deciding"),),
        scored={"Asha": {"active_listening": 5, "communication": 4, "availability": 2}},
        listed=(("Asha", 1, "Ask Ben to introduce us"),),
        kind="one_talk",
        gaps={
            ROLE: "a data engineer on the payments team",
            MOMENT: "in the platform migration you let everyone finish before you decided",
            PROMISE: "send you the two designs I'm torn between",
            WHEN: "next week",
        },
    ),
    Someone(
        "sparse: nothing before step 5",
        "Noor",
        mentor="Lena",
        kind="feedback",
        gaps={
            ROLE: "a junior tester",
            GOOD_AT: "finding the bug nobody else sees",
            GOAL: "write test plans that developers read",
            GUIDANCE: "where to start",
            REASON: "your talk at our spring meetup changed how I write bug reports",
            PROMISE: "keep it to one page",
            PAGE: "my latest test plan",
        },
    ),
    Someone(
        "sparse: one word for a goal, no signature, nobody named",
        goals=(("Promotion", ""),),
        kind="mentor_me",
        greeted="Ines",
        gaps={
            ROLE: "a support engineer in my fourth year",
            GOOD_AT: "calming customers down",
            GOAL: "become a team lead within a year",
            GUIDANCE: "whether I'm ready",
            REASON: "you moved from support to engineering and built the on-call team",
            PROMISE: "bring one question to each call",
            MONTH: "the end of March",
        },
    ),
    Someone(
        "long: a goal in several sentences",
        "Marta",
        goals=(
            (
                "I've been a backend developer for nine years. Now I want to lead. But I don't know"
                " whether to manage people or become a staff engineer, and every month I change my"
                " mind about it.",
                "What each path looks like on a bad day, not on a good one; and what I'd give up.",
            ),
        ),
        strengths=(("communication",),),
        scored={"Ana Lucía": {"relevant_experience": 5, "active_listening": 4}},
        kind="one_talk",
        gaps={
            ROLE: "a backend developer in my ninth year",
            GOAL: "choose between managing people and becoming a staff engineer",
            GUIDANCE: "what each path looks like on a bad day",
            TOPIC: "both paths",
            MOMENT: "you told us openly why you went back to coding after leading a team",
            PROMISE: "write down what I'd give up on each path",
            WHEN: "in the first week of May",
        },
    ),
    Someone(
        "a goal in the first person",
        "Chloé",
        goals=(("I want to move from research into product management", "Where to begin"),),
        scored={"Sam": {"ability_to_inspire": 5}},
        kind="introduction",
        gaps={
            ROLE: "a research scientist in the vision lab",
            GOOD_AT: "explaining models to people who don't build them",
            GUIDANCE: "which of my skills a product team would miss",
            MOMENT: "you showed the roadmap at the all-hands and said what you had got wrong",
            PROMISE: "read whatever they suggest before we speak",
            KIND_OF_PERSON: "someone who moved from research to product",
        },
    ),
    Someone(
        "two goals: the person is for the second",
        "Bimpe",
        goals=(
            ("Learn to negotiate my next contract", "How to name a number first"),
            ("Speak at a conference before November", "How to find a topic that is mine"),
        ),
        strengths=(("negotiating",), ("influence", "domain_knowledge", "network")),
        scored={"Joana": {"communication": 5}, "Ruth": {"communication": 5, "commitment": 5}},
        listed=(("Joana", 2, "Tell Ruth that Joana inspires me"), ("Ruth", 1, "Ask for coffee")),
        mentor="Joana",
        goal=2,
        kind="feedback",
        gaps={
            ROLE: "a security analyst at a bank",
            MOMENT: "your keynote on phishing had no jargon and one story",
            PROMISE: "rewrite it once more first",
            PAGE: "my half-page proposal",
        },
    ),
    Someone(
        "the same person's other mentor is for the first",
        "Bimpe",
        goals=(
            ("Learn to negotiate my next contract", "How to name a number first"),
            ("Speak at a conference before November", "How to find a topic that is mine"),
        ),
        strengths=(("negotiating",), ("influence", "domain_knowledge", "network")),
        scored={"Joana": {"communication": 5}, "Ruth": {"communication": 5, "commitment": 5}},
        listed=(("Joana", 2, "Tell Ruth that Joana inspires me"), ("Ruth", 1, "Ask for coffee")),
        mentor="Ruth",
        kind="one_talk",
        gaps={
            ROLE: "a security analyst at a bank",
            MOMENT: "you stayed in touch with your trainees for years after the programme",
            PROMISE: "note down the offers I've had so far",
            WHEN: "over lunch on Thursday",
        },
    ),
    Someone(
        "a name with more than a name",
        "Yuki",
        goals=(("Run my first incident without freezing", "Staying calm on the bridge"),),
        listed=(("Asha from the platform team", 1, "Send Asha my three lines"),),
        kind="one_talk",
        greeted="Asha",
        gaps={
            ROLE: "a site reliability engineer, six months in",
            GOOD_AT: "writing things down",
            REASON: "you ran the outage in March and nobody raised their voice",
            PROMISE: "bring the timeline of my last incident",
            WHEN: "this month",
        },
    ),
    Someone(
        "Hebrew goals, the pitch in English",
        "Noa",
        goals=(("להוביל את סקירת העיצוב הראשונה שלי עד יוני", "איך להרגיע ישיבה סוערת"),),
        strengths=(("public_speaking",),),
        scored={"יעל": {"active_listening": 5}},
        kind="one_talk",
        gaps={
            ROLE: "a firmware engineer in Haifa",
            GOAL: "lead my first design review by June",
            GUIDANCE: "how to calm a stormy meeting",
            MOMENT: "you asked the quietest person in the room first",
            PROMISE: "come with the agenda I'd use",
            WHEN: "on Sunday or Monday",
        },
    ),
    Someone(
        "Hebrew throughout",
        "דנה",
        goals=(("לעבור לתפקיד ניהולי", "איך להתחיל"),),
        mentor="אסנת",
        kind="one_talk",
        parts={
            "who": "אני מפתחת בצוות התשלומים, ואני טובה בהסברים",
            "why": "אני רוצה לעבור לתפקיד ניהולי בתוך שנה",
            "why_you": "ראיתי איך הובלת את המעבר לענן ונתת לכולם לדבר",
            "commitment": "אכין שאלות מראש, ואחרי שבועיים אספר מה יצא מזה",
            "ask": "אפשר לדבר 20 דקות בשבוע הבא?",
        },
    ),
    Someone(
        "Japanese throughout",
        "健太",
        goals=(("設計レビューを初めてリードする", "会議をまとめる方法"),),
        mentor="由美さん",
        kind="one_talk",
        parts={
            "who": "決済チームのエンジニアで、説明が得意です",
            "why": "六月までに設計レビューを初めてリードしたいです",
            "why_you": "移行のとき、全員の意見を聞いてから決めていらっしゃいました",
            "commitment": "事前に質問をお送りし、二週間後に結果をお伝えします",
            "ask": "来週20分ほどお話しできますか？",
        },
    ),
    Someone(
        "Japanese goals, the pitch in English, Japanese name",
        "Aiko",
        goals=(("英語の会議で発言する", "準備のしかた"),),
        listed=(("佐藤さん", 1, "メールを送る"),),
        kind="one_talk",
        gaps={
            ROLE: "a QA lead in Osaka",
            GOOD_AT: "preparing",
            GOAL: "speak up in meetings held in English",
            GUIDANCE: "what you prepare beforehand",
            REASON: "you led the Berlin call last month and nobody talked over you",
            PROMISE: "try one thing in every meeting",
            WHEN: "after your holiday",
        },
    ),
    Someone(
        "a goal that ends in a full stop, guidance that asks",
        "Ewa",
        goals=(("Get my patent filed this year.", "Who should I talk to in legal?"),),
        strengths=(("strategic_thinking",),),
        scored={"Dr. Ana Souza": {"connection": 5, "reciprocation": 4}},
        kind="introduction",
        gaps={
            ROLE: "a hardware engineer in the sensors group",
            "[Who should I talk to in legal?]": "how you got yours through legal",
            MOMENT: "you asked me what I'd have done differently, and wrote it down",
            PROMISE: "draft the first page myself",
            KIND_OF_PERSON: "the right person in legal",
        },
    ),
    Someone(
        "lower case and no full stop, a name with an initial",
        "jo",
        goals=(("become a staff engineer in two years", "getting seen outside my team"),),
        strengths=(("confidence",),),
        scored={"Priya S.": {"commitment": 5}},
        kind="mentor_me",
        gaps={
            ROLE: "a frontend engineer",
            MOMENT: "you kept meeting Tom every month, even after he changed teams",
            PROMISE: "write up each call in five lines",
            MONTH: "June",
        },
    ),
    Someone(
        "an emoji, a link and quotation marks",
        "Zoë",
        goals=(('Ship "Lighthouse" to 100 users 🚀', "Finding the first ten"),),
        mentor="Kim",
        kind="feedback",
        gaps={
            ROLE: "a solo founder",
            GOOD_AT: "shipping fast",
            REASON: "you took your own app from 0 to 5,000 users without a budget",
            PROMISE: "send you the numbers",
            PAGE: "the page at https://lighthouse.example",
        },
    ),
    Someone(
        "a list for a goal",
        "Anna-Lena",
        goals=(("- learn Rust\n- teach Rust\n- write about Rust", "Staying with one thing"),),
        strengths=(("visibility", "time", "support"),),
        listed=(("Mo", None, "Say to Mo's manager that Mo is great"),),
        kind="mentor_me",
        gaps={
            ROLE: "a C++ developer on the engine team",
            GOAL: "become the person people ask about Rust",
            REASON: "you wrote the internal Rust guide and still answer every question on it",
            PROMISE: "finish one small project before each call",
            MONTH: "April",
        },
    ),
    Someone(
        "has not chosen what to ask for",
        "Sofia",
        goals=(("Build a network outside my company", "Which groups are worth the time"),),
        scored={"Helga": {"availability": 5}},
        gaps={
            ROLE: "a product designer in a team of four",
            GOOD_AT: "listening to users",
            MOMENT: "you spent an hour with our interns on your last day before leave",
            PROMISE: "go to one event you recommend",
            "[the one small thing you're asking for]": "tell me in three lines which two groups"
            " you'd join today",
        },
    ),
    Someone(
        "a manager with a title in small letters for a name",
        "Ola",
        goals=(("Return to coding after parental leave", "What changed while I was away"),),
        listed=(("my old manager", 1, "Find her number"),),
        kind="one_talk",
        greeted="Beth",
        gaps={
            ROLE: "an Android developer coming back after a year",
            GOOD_AT: "learning in small steps",
            REASON: "you came back twice and led a team both times",
            "[What changed while I was away]": "what to catch up on first",
            PROMISE: "read the release notes first",
            WHEN: "before 1 March",
        },
    ),
    Someone(
        "writes every part in her own words",
        "Mei",
        goals=(("Learn to say no", "How to do it kindly"),),
        mentor="Tove",
        kind="one_talk",
        parts={
            "who": "I run the data platform. I like clean handovers.",
            "why": "I say yes to everything, and my team pays for it. By summer I want to turn"
            " down one request a week without a bad conscience",
            "why_you": "You turned down the board's deadline in October. Nobody was offended. I"
            " was in the room.",
            "commitment": "I'll keep a list of every no, and show it to you.",
            "ask": "Could we have coffee for 30 minutes on a Friday?",
        },
    ),
    Someone(
        "German goal in an English room",
        "Jutta",
        goals=(("Mein erstes Team übernehmen, bis zum Herbst", "Umgang mit früheren Kollegen"),),
        strengths=(("leading_people", "technical_depth"),),
        scored={"Grace": {"relevant_experience": 4}},
        kind="mentor_me",
        gaps={
            ROLE: "a test engineer in Munich",
            TOPIC: "leading former peers",
            MOMENT: "you told the whole team on day one what would change between you",
            PROMISE: "send you a short agenda the day before",
            MONTH: "the autumn",
        },
        parts={
            "why": "I want to take over my first team by the autumn."
            " I'd value your advice on leading people who used to be my peers."
        },
    ),
)
NAMES = [someone.who for someone in PEOPLE]
PLACEHOLDER = re.compile(r"\{\w*\}|\[\[|\]\]|\bNone\b")


def shown(someone: Someone) -> str:
    """Return everything there is to read of a pitch, as assembled and as finished."""
    begun, done = someone.assembled(), someone.finished()
    lines = [f"######## {someone.who} ########"]
    for title, pitch in (("put together", begun), ("gaps filled", done)):
        for form in FORMS:
            made = draft(pitch, form, CONTENT)
            lines += [f"--- {title}: {form} ({made.words} words)", made.subject, made.text]
        lines += [
            f"{'+' if c.fine else '-'} {c.slug}: {c.told}" for c in checks(pitch, "mail", CONTENT)
        ]
    lines += [f"beside: {beside(begun, someone.given(), CONTENT)}"]
    return "\n".join(lines)


def test_all_pitches_are_written_for_someone_to_read(tmp_path: Path) -> None:
    assert len(PEOPLE) == len(set(NAMES)) == 20
    told = "\n\n\n".join(map(shown, PEOPLE))
    for path in filter(None, (str(tmp_path / "pitches.txt"), os.environ.get(WRITTEN_TO))):
        Path(path).write_text(told, encoding="utf-8")
    assert told.count("########") == 2 * len(PEOPLE)


@pytest.mark.parametrize("someone", PEOPLE, ids=NAMES)
def test_a_pitch_reads_as_one_would_send_it(someone: Someone) -> None:
    pitch = someone.finished()
    for form in FORMS:
        text = draft(pitch, form, CONTENT).text
        said = re.sub("[\u2068\u2069]", "", text)
        for flaw in ("..", " ,", " .", ";.", ",.", ". .", "?.", "!.", "  "):
            assert flaw not in said, (form, said)
        assert not re.search(r"[.!?] [a-z]", said), "no sentence begins with a small letter"
        assert not PLACEHOLDER.search(said)
        for _, _, action in someone.listed:
            assert action not in said, "a next action is no one's business but one's own"


@pytest.mark.parametrize("someone", PEOPLE, ids=NAMES)
def test_gaps_are_marked_alike_and_nothing_unfinished_looks_finished(someone: Someone) -> None:
    begun, done = someone.assembled(), someone.finished()
    told = next(c for c in checks(begun, "mail", CONTENT) if c.slug == "gaps")
    assert not told.fine
    for gap in draft(begun, "mail", CONTENT).gaps:
        assert gap in told.told
    unsigned = ("[your first name]",) if not someone.sign else ()
    assert draft(done, "mail", CONTENT).gaps == unsigned
    assert draft(done, "message", CONTENT).gaps == unsigned
    assert not gaps_in(draft(done, "spoken", CONTENT).text)


@pytest.mark.parametrize("someone", PEOPLE, ids=NAMES)
def test_greeting_and_signature_are_right_and_the_message_holds_the_why(someone: Someone) -> None:
    pitch = someone.finished()
    mail, message = (draft(pitch, form, CONTENT).text for form in ("mail", "message"))
    plain = re.sub("[\u2068\u2069]", "", mail)
    assert pitch.mentor in plain.splitlines()[0]
    assert plain.splitlines()[-1] == someone.sign or "[your first name]"
    assert pitch.why[:20] in message
    assert pitch.ask[:20] in message


@pytest.mark.parametrize("someone", PEOPLE, ids=NAMES)
def test_what_was_typed_stands_whole_in_the_pitch_or_beside_it(someone: Someone) -> None:
    begun = someone.assembled()
    aside = beside(begun, someone.given(), CONTENT)
    for words in filter(None, (*someone.goals, ("", ""))[someone.goal - 1]):
        # Mid-sentence, its first letter may be lower case and its full stop the sentence's.
        assert words.rstrip(".").casefold() in begun.why.casefold() or words in aside
