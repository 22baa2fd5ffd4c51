"""The page of the myths, as an attendee and a facilitator bring it to show its reasons."""

from data import Store, keys
from exercises.myths import WORDING
from exercises.myths.answer import QUIZ
from tests.page.conftest import Visit

CONTENT = WORDING.in_("en")
REASONS = {str(item): words.why for item, words in CONTENT.statements.items()}
FIRST = QUIZ.items[0]


def told(visit: Visit, code: str, key: str) -> str:
    app = visit("attendee/myths.py", workshop_attendee=f"{code}.{key}")
    return " ".join(markdown.value for markdown in app.markdown)


def test_reasons_are_told_after_the_reveal_and_only_where_one_chose(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    app = visit("attendee/myths.py", workshop_attendee=f"{cohort.code}.{key}")
    app.button_group[0].set_value(QUIZ.options[0]).run()
    own = store.answers.own(key, "myths")
    assert own is not None
    assert FIRST in own.json
    assert not any(why in told(visit, cohort.code, key) for why in REASONS.values())
    store.rooms.cue(cohort.code, "myths", "reveal")
    shown = told(visit, cohort.code, key)
    assert REASONS[FIRST] in shown
    assert not any(why in shown for item, why in REASONS.items() if item != FIRST)
    store.rooms.cue(cohort.code, "myths", "second_vote")
    assert REASONS[FIRST] not in told(visit, cohort.code, key), "nobody is told while voting again"
