"""The roles page: your own choice within the results, and after that the right answer."""

from random import Random

from data import Store, keys
from data.answers import ImportedAnswer
from exercises.roles import EXERCISE, WORDING
from exercises.roles.answer import QUIZ
from tests.page.conftest import Visit

CONTENT = WORDING.in_("en")
REASONS = {str(item): words.why for item, words in CONTENT.scenarios.items()}
TOLD = CONTENT.told()
FIRST = QUIZ.items[0]


def told(visit: Visit, code: str, key: str) -> str:
    app = visit("attendee/roles.py", workshop_attendee=f"{code}.{key}")
    return " ".join(markdown.value for markdown in app.markdown)


def test_results_mark_ones_own_choice_and_only_the_answers_tell_what_is_right(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    others = [ImportedAnswer(str(n), "roles", EXERCISE.sample(Random(n))) for n in range(2)]
    store.answers.add(cohort.code, others)
    app = visit("attendee/roles.py", workshop_attendee=f"{cohort.code}.{key}")
    app.button_group[0].set_value(QUIZ.options[0]).run()
    own = store.answers.own(key, "roles")
    assert own is not None
    assert FIRST in own.json
    chose = f"**{TOLD.numbered(FIRST)}.** You chose: {TOLD.options[QUIZ.options[0]]}."
    assert chose not in told(visit, cohort.code, key)
    store.rooms.cue(cohort.code, "roles", "reveal")
    shown = told(visit, cohort.code, key)
    assert chose in shown
    assert "[See how the room answered](#results)" in shown
    assert not any(why in shown for why in REASONS.values()), "results don't tell what is right"
    store.rooms.cue(cohort.code, "roles", "answers")
    shown = told(visit, cohort.code, key)
    assert REASONS[FIRST] in shown
    assert not any(why in shown for item, why in REASONS.items() if item != FIRST)
    assert "[See the answers, and why](#results)" in shown
    store.rooms.cue(cohort.code, "roles", "second_vote")
    app = visit("attendee/roles.py", workshop_attendee=f"{cohort.code}.{key}")
    shown = " ".join(markdown.value for markdown in app.markdown)
    assert REASONS[FIRST] not in shown, "nobody is told while voting again"
    assert "(#results)" not in shown
    again = "Vote again: change anything you now see differently."
    to_vote = f"{again} [Go to the second vote](#questions)"
    assert [info.value for info in app.info][:2] == [again, to_vote]


def test_tapping_ones_answer_again_in_a_second_vote_does_not_erase_it(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    for cue, kept in (("here", False), ("second_vote", True), ("lock", False)):
        store.rooms.cue(cohort.code, "roles", cue)  # type: ignore[arg-type]
        app = visit("attendee/roles.py", workshop_attendee=f"{cohort.code}.{key}")
        quiz = app.button_group[: len(QUIZ.items)]
        assert {group.proto.required for group in quiz} == {kept}, cue
        app.button_group[0].set_value(QUIZ.options[0]).run()
        assert app.button_group[0].value == QUIZ.options[0]


def test_items_are_asked_by_number_and_name_and_counted_beside_saved(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    app = visit("attendee/roles.py", workshop_attendee=f"{cohort.code}.{key}")
    for item, group in zip(QUIZ.items, app.button_group, strict=False):
        assert group.label.startswith(f"**{TOLD.numbered(item)}** ")
    app.button_group[0].set_value(QUIZ.options[0]).run()
    saved = [caption.value for caption in app.caption if "Saved at" in caption.value]
    assert [s.endswith(f" · 1 of {len(QUIZ.items)}") for s in saved] == [True]
