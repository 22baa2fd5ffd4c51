"""Step 3: rank the eight qualities of a mentor, flag deal-breakers, weigh up candidates."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.mentor_criteria.answer import MentorCriteria, core, sample
from exercises.mentor_criteria.filters import FILTERS
from exercises.mentor_criteria.pictures import pictures
from exercises.mentor_criteria.plan import apart, plan
from exercises.mentor_criteria.wording import MentorCriteriaContent

WORDING = translations(MentorCriteriaContent, __file__)

EXERCISE = Exercise(
    slug="mentor_criteria",
    answer=MentorCriteria,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql="json_array_length(shared, '$.ranking') >= 3",
    pictures=pictures,
    sample=sample,
    plan=plan,
    core=core,
    apart=apart,
    filters=FILTERS,
    in_report=("borda", "deal_breakers"),
)
