"""Step 2: for each goal, what to develop, what someone is good at, and what's in the way."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.self_assessment.answer import SelfAssessment, core, sample
from exercises.self_assessment.pictures import pictures
from exercises.self_assessment.plan import plan
from exercises.self_assessment.wording import SelfAssessmentContent

WORDING = translations(SelfAssessmentContent, __file__)

EXERCISE = Exercise(
    slug="self_assessment",
    answer=SelfAssessment,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql="json_array_length(shared, '$.growth') >= 1",
    pictures=pictures,
    sample=sample,
    plan=plan,
    in_report=("help", "grid", "challenges"),
    in_summary={"finding": "help"},
    core=core,
)
