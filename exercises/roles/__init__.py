"""Before the first step: coach, mentor and sponsor, and who helps with what."""

from exercises.content import translations
from exercises.exercise import Exercise, Moves, beside
from exercises.roles.answer import QUIZ, Roles, core, sample
from exercises.roles.pictures import holds, moves, pictures, pictures_with_answers
from exercises.roles.plan import plan
from exercises.roles.wording import RolesContent

WORDING = translations(RolesContent, __file__)

EXERCISE = Exercise(
    slug="roles",
    answer=Roles,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql=f"len(json_keys(shared, '$.roles')) >= {len(QUIZ.items)}",
    pictures=pictures,
    pictures_with_answers=pictures_with_answers,
    sample=sample,
    plan=plan,
    core=core,
    moves=Moves(QUIZ.moves_sql("roles"), moves),
    answers_told=holds,
    in_report=("votes", "moves"),
)
