"""Step 5: write to the mentor in five parts, and see it as a spoken pitch, an email, a message."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.pitch.answer import PARTS, Pitch, core, sample
from exercises.pitch.pictures import pictures
from exercises.pitch.plan import front, plan
from exercises.pitch.wording import PitchContent

WORDING = translations(PitchContent, __file__)

EXERCISE = Exercise(
    slug="pitch",
    answer=Pitch,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql=f"json_array_length(shared, '$.parts') >= {len(PARTS)}",
    questions_sql=beside(__file__, "questions.sql").read_text(encoding="utf-8"),
    pictures=pictures,
    sample=sample,
    plan=plan,
    front=front,
    in_report=("parts", "kinds"),
    core=core,
)
