"""Step 6: prepare the first meeting, and agree on a rhythm and on how to work together."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.nurture.answer import Nurture, core, sample
from exercises.nurture.pictures import pictures
from exercises.nurture.plan import dates, front, plan
from exercises.nurture.wording import NurtureContent

WORDING = translations(NurtureContent, __file__)

EXERCISE = Exercise(
    slug="nurture",
    answer=Nurture,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql="shared->>'cadence' IS NOT NULL AND json_array_length(shared, '$.clauses') >= 1",
    pictures=pictures,
    sample=sample,
    plan=plan,
    core=core,
    front=front,
    dates=dates,
)
