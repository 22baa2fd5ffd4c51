"""The shape of this exercise's content file; what it says is in content.<language>.toml."""

from exercises.content import Content, Words
from exercises.mentor_criteria.answer import Criterion


class Quality(Words):
    """One of the eight qualities: its name, and the question that tells whether someone has it."""

    name: str
    question: str


class Ranking(Words):
    """Wording of the ranking."""

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
    scores: str
    remove: str
    needs_ranking: str
    needs_scores: str
    total: str
    unscored: str
    vetoed: str
    tipping: str
    tipping_veto: str
    steady: str


class MentorCriteriaContent(Content):
    """Everything a person reads in step 3."""

    criteria: dict[Criterion, Quality]
    ranking: Ranking
    scorecard: Scorecard
