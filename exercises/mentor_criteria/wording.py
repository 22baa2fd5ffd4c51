"""The shape of this exercise's content file; what it says is in content.<language>.toml."""

from pydantic import field_validator

from exercises.content import Content, Words
from exercises.mentor_criteria.answer import CRITERIA, Criterion


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
    progress_some: str
    progress_top: str
    progress_all: str
    order: str
    by_buttons: str
    by_drag: str
    drag_help: str
    up: str
    down: str
    deal_breakers: str
    deal_breakers_help: str


class Scorecard(Words):
    """Wording of the scorecard."""

    title: str
    intro: str
    private: str
    add: str
    candidate: str
    name: str
    name_example: str
    name_help: str
    which: str
    scores: str
    remove: str
    undo: str
    needs_ranking: str
    standing: str
    partly: str
    vetoed: str
    tipping: str
    tipping_veto: str
    steady: str


class BordaPicture(Words):
    """Wording of the points that a room gave."""

    one: str
    tie: str
    share: str
    note: str


class RanksPicture(Words):
    """Wording of the average place and how the places are spread."""

    one: str
    tie: str
    mean: str
    place: str
    first: str
    next: str
    lower: str
    left_out: str
    note: str


class HeadToHeadPicture(Words):
    """Wording of each quality against each other."""

    winner: str
    one: str
    tie: str
    level: str
    note: str


class DealBreakersPicture(Words):
    """Wording of the deal-breakers."""

    one: str
    tie: str
    none: str
    share: str
    note: str


class AgreementPicture(Words):
    """Wording of how far a room agrees, from `none` to `full`."""

    none: str
    slight: str
    some: str
    good: str
    full: str
    measure: str
    value: str
    w: str
    low: str
    high: str
    note: str


class Pictures(Words):
    """Wording of the room's pictures, and how this language writes numbers and lists."""

    quality: str
    percent: str
    decimal_point: str
    comma: str
    and_last: str
    many: str
    borda: BordaPicture
    ranks: RanksPicture
    head_to_head: HeadToHeadPicture
    deal_breakers: DealBreakersPicture
    agreement: AgreementPicture


class MentorCriteriaContent(Content):
    """Everything a person reads in step 3."""

    criteria: dict[Criterion, Quality]
    ranking: Ranking
    scorecard: Scorecard
    pictures: Pictures

    @field_validator("criteria")
    @classmethod
    def _each_quality_once(cls, named: dict[Criterion, Quality]) -> dict[Criterion, Quality]:
        missing = [c for c in CRITERIA if c not in named]
        if missing:
            raise ValueError(f"{', '.join(missing)} missing")
        # Dragging and the table of duels tell qualities apart by their names.
        if len({quality.name for quality in named.values()}) < len(CRITERIA):
            raise ValueError("two qualities have the same name")
        return named
