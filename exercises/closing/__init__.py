"""The close: what has changed, what people will do, and whether they'd recommend it."""

from exercises.closing.answer import ITEMS, Closing, core, sample
from exercises.closing.pictures import before_and_now, pictures
from exercises.closing.plan import dates, plan, to_do
from exercises.closing.wording import ClosingContent
from exercises.content import translations
from exercises.exercise import Exercise, beside

WORDING = translations(ClosingContent, __file__)

EXERCISE = Exercise(
    slug="closing",
    answer=Closing,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql=f"len(json_keys(shared, '$.now')) >= {len(ITEMS)}",
    questions_sql=beside(__file__, "questions.sql").read_text(encoding="utf-8"),
    pictures=pictures,
    sample=sample,
    plan=plan,
    core=core,
    dates=dates,
    to_do=to_do,
    before_and_now=before_and_now,
    in_report=("shift", "commitments"),
    in_summary={
        "finding": "shift",
        "commitments": "commitments",
        "recommendation": "recommend",
    },
)
