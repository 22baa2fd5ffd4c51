"""The schema of this exercise's content files, content.<language>.toml."""

from typing import Annotated

from pydantic import field_validator

from exercises.content import Asked, Content, Words, names_each, takes
from exercises.mentor_criteria.answer import CRITERIA, Criterion
from exercises.plural import Plural, counts


class Quality(Words):
    """One of the eight qualities: its name, and the question that tells whether someone has it."""

    name: str
    question: str


class Ranking(Words):
    """Wording of the ranking."""

    meaning: str
    pick: str
    pick_help: str
    progress_none: str
    progress_some: Annotated[str, takes("n")]
    progress_top: str
    progress_all: str
    order: str
    up: Annotated[str, takes("line")]
    down: Annotated[str, takes("line")]
    deal_breakers: str
    deal_breakers_help: str
    counted: str


class Scorecard(Words):
    """Wording of the scorecard."""

    title: str
    intro: Annotated[str, takes("bar")]
    private: str
    add: str
    candidate: Annotated[str, takes("n")]
    named_again: Annotated[str, takes("n", "name")]
    name: str
    name_example: str
    which: str
    scores: str
    remove: Annotated[str, takes("n")]
    remove_named: Annotated[str, takes("name")]
    undo: str
    needs_ranking: str
    standing: Annotated[str, takes("name", "place", "total")]
    partly: Annotated[Plural, counts("n", "name", "place", "total")]
    vetoed: Annotated[str, takes("bar", "criteria", "name")]
    unscored: Annotated[str, takes("criteria", "name")]
    tipping: Annotated[str, takes("ahead", "behind", "criterion", "name", "now", "score")]
    tipping_out: Annotated[str, takes("criterion", "name", "now", "score")]
    tipping_in: Annotated[str, takes("criterion", "name", "now", "score")]
    steady: str


class BordaPicture(Words):
    """Wording of the chart of points."""

    one: Annotated[str, takes("names", "next")]
    tie: Annotated[str, takes("names", "next")]
    # For when too many are level behind them to be named.
    one_alone: Annotated[str, takes("names")]
    tie_alone: Annotated[str, takes("names")]
    level: str
    share: str
    note: str


class RanksPicture(Words):
    """Wording of the average place, and of how the places are spread."""

    one: Annotated[str, takes("first", "mean", "names")]
    tie: Annotated[str, takes("mean", "names")]
    mean: str
    place: Annotated[str, takes("place")]
    first: str
    next: str
    lower: str
    left_out: str
    note: str


class HeadToHeadPicture(Words):
    """Wording of the chart that compares qualities pair by pair."""

    winner: Annotated[str, takes("against", "rival", "share", "winner")]
    one: Annotated[str, takes("names", "wins")]
    tie: Annotated[str, takes("names", "wins")]
    level: str
    note: str


class DealBreakersPicture(Words):
    """Wording of the deal-breakers."""

    one: Annotated[str, takes("names", "share")]
    tie: Annotated[str, takes("names", "share")]
    none: str
    share: str
    note: str


class AgreementPicture(Words):
    """Wording of how far a room agrees, from `none` to `full`."""

    none: Annotated[str, takes("w")]
    slight: Annotated[str, takes("w")]
    some: Annotated[str, takes("w")]
    good: Annotated[str, takes("w")]
    full: Annotated[str, takes("w")]
    measure: str
    value: str
    w: str
    low: str
    high: str
    note: str


class Pictures(Words):
    """Wording of the room's pictures."""

    quality: str
    many: Annotated[Plural, counts("count")]
    borda: BordaPicture
    ranks: RanksPicture
    head_to_head: HeadToHeadPicture
    deal_breakers: DealBreakersPicture
    agreement: AgreementPicture


class PlanWords(Words):
    """Wording of the plan."""

    ranking: str
    deal_breakers: str
    candidates: str
    ruled_out: str


class MentorCriteriaContent(Content):
    """Everything a person reads in step 3."""

    criteria: Annotated[dict[Criterion, Quality], names_each(*CRITERIA)]
    ranking: Ranking
    scorecard: Scorecard
    plan: PlanWords
    pictures: Pictures

    @field_validator("criteria")
    @classmethod
    def _told_apart(cls, named: dict[Criterion, Quality]) -> dict[Criterion, Quality]:
        # The head-to-head table identifies qualities by name.
        if len({quality.name for quality in named.values()}) < len(CRITERIA):
            raise ValueError("two qualities have the same name")
        return named

    def asked(self) -> Asked:
        """Return what people are asked, for the stage."""
        return Asked(self.what, tuple((q.name, q.question) for q in self.criteria.values()))
