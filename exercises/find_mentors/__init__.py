"""Step 4: six routes to a mentor, and a list of people to turn to."""

from exercises.content import translations
from exercises.exercise import Exercise, beside
from exercises.find_mentors.answer import ROUTES, FindMentors, core, sample
from exercises.find_mentors.filters import FILTERS
from exercises.find_mentors.pictures import pictures
from exercises.find_mentors.plan import dates, plan, to_do
from exercises.find_mentors.wording import FindMentorsContent

WORDING = translations(FindMentorsContent, __file__)

EXERCISE = Exercise(
    slug="find_mentors",
    answer=FindMentors,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql=f"len(json_keys(shared, '$.routes')) >= {len(ROUTES)}",
    pictures=pictures,
    sample=sample,
    plan=plan,
    core=core,
    dates=dates,
    to_do=to_do,
    filters=FILTERS,
)
