"""Step 3: rank the eight qualities of a mentor, flag deal-breakers, weigh up candidates."""

from exercises.content import load
from exercises.exercise import Exercise, beside
from exercises.mentor_criteria.answer import MentorCriteria, sample
from exercises.mentor_criteria.pictures import pictures
from exercises.mentor_criteria.wording import MentorCriteriaContent

WORDING = load(MentorCriteriaContent, beside(__file__, "content.en.toml"))

EXERCISE = Exercise(
    slug="mentor_criteria",
    answer=MentorCriteria,
    content=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    pictures=pictures,
    sample=sample,
)
