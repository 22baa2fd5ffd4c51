"""Step 1: up to three goals, what each is for, and how to start on it."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.goals.answer import Goals, core, sample
from exercises.goals.filters import FILTERS
from exercises.goals.pictures import pictures
from exercises.goals.plan import front, plan
from exercises.goals.wording import GoalsContent

WORDING = translations(GoalsContent, __file__)

EXERCISE = Exercise(
    slug="goals",
    answer=Goals,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql="json_array_length(shared, '$.purposes') >= 1",
    pictures=pictures,
    sample=sample,
    plan=plan,
    core=core,
    front=front,
    filters=FILTERS,
    in_summary={"finding": "purposes"},
)
