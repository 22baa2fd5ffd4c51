"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from pydantic import Field

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.nurture.answer import CADENCES, CLAUSES, QUESTIONS, Cadence, Clause, Question
from exercises.plural import Plural, counts


class ClauseWords(Words):
    """A clause of the agreement: its name, and an example of how to put it."""

    name: str
    example: str


class Starts(Words):
    """The points that a first meeting starts with."""

    welcome: str
    about_you: str
    goals: str
    advice: str
    advice_after: dict[str, str]  # by the kind of ask; `advice` for the rest
    next_steps: str
    minutes_word: str


class Ask(Words):
    """Wording of the inputs."""

    private: str
    counted: str
    questions: str
    own_question: str
    own_question_example: str
    meeting: str
    ownership: str
    length: str
    offer: str
    bring: str
    topic: Annotated[str, takes("n")]
    remove: Annotated[str, takes("n")]
    undo: str
    topic_example: str
    topic_minutes: Annotated[str, takes("n")]
    left: Annotated[Plural, counts("n")]
    over: Annotated[Plural, counts("n")]
    exact: str
    fit: Annotated[Plural, counts("n")]
    asked: Annotated[Plural, counts("n")]
    first_meeting: str
    cadence: str
    after: str
    report: str
    # Where one can say "you" in two ways, which of them we took.
    address: Annotated[str, Field(min_length=0)] = ""
    agreement: str
    clauses: str
    own_words: Annotated[str, takes("clause")]


class Report(Words):
    """Wording of the follow-up; the open ones are for when a name or the day isn't known."""

    hello: Annotated[str, takes("name")]
    hello_open: str
    talked: Annotated[str, takes("day")]
    talked_open: str
    stayed: str
    done: str
    next: str
    thanks: str
    signed_open: str


class PlanWords(Words):
    """Wording of the plan."""

    meeting: str
    length: Annotated[Plural, counts("minutes")]
    first: Annotated[str, takes("day")]
    questions: str
    agreement: str
    topic: str
    minutes: str
    calendar: str
    report: str


class Pictures(Words):
    """Wording of the room's pictures."""

    cadence: Annotated[str, takes("names", "share")]
    no_cadence: str
    clause: Annotated[str, takes("names", "share")]
    no_clause: str
    of_cadence: str
    of_clause: str
    share: str
    note_cadence: str
    note_clause: str


class NurtureContent(Content):
    """Everything a person reads in step 6."""

    questions: Annotated[dict[Question, str], names_each(*QUESTIONS)]
    cadences: Annotated[dict[Cadence, str], names_each(*CADENCES)]
    clauses: Annotated[dict[Clause, ClauseWords], names_each(*CLAUSES)]
    ask: Ask
    starts: Starts
    report: Report
    plan: PlanWords
    pictures: Pictures

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        return Asked(self.what, tuple((c.name, c.example) for c in self.clauses.values()))
