"""After the last step: what people say about mentoring, and what's true."""

from exercises.content import translations
from exercises.exercise import Exercise, Moves, beside
from exercises.myths.answer import QUIZ, Myths, core, sample
from exercises.myths.pictures import holds, moves, pictures, pictures_with_answers
from exercises.myths.plan import plan
from exercises.myths.wording import MythsContent

WORDING = translations(MythsContent, __file__)

EXERCISE = Exercise(
    slug="myths",
    answer=Myths,
    wording=WORDING,
    summary_sql=beside(__file__, "summary.sql").read_text(encoding="utf-8"),
    whole_sql=f"len(json_keys(shared, '$.votes')) >= {len(QUIZ.items)}",
    pictures=pictures,
    pictures_with_answers=pictures_with_answers,
    sample=sample,
    plan=plan,
    core=core,
    moves=Moves(QUIZ.moves_sql("votes"), moves),
    answers_told=holds,
    in_report=("votes", "moves"),
)
