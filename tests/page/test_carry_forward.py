"""Later steps start from what earlier ones know."""

from data import Store, keys
from exercises.exercise import Answer
from exercises.goals.answer import Goal, Goals
from exercises.self_assessment.answer import Row, SelfAssessment
from tests.page.conftest import Visit
from tests.people import own_json

GOALS = Goals(
    goals=(
        Goal(id="00000001", sentence="Lead a design review", guidance="How to stop a fight"),
        Goal(id="00000002", sentence="Know ten people in design"),
    )
)


def somebody(store: Store, **given: Answer) -> tuple[str, str]:
    """An attendee with these answers: the room code and the key."""
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    for slug, answer in given.items():
        store.answers.save(key, cohort.code, slug, answer)
    return cohort.code, key


def texts(app) -> str:  # type: ignore[no-untyped-def]
    return "\n".join(text.value for text in app.text)


def test_each_goal_is_a_row_of_the_self_assessment(visit: Visit, store: Store) -> None:
    code, key = somebody(store, goals=GOALS)
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    (which,) = [g for g in app.button_group if g.label == "Which goal is this about?"]
    assert which.options == ["1 · Lead a design review", "2 · Know ten people in design"]
    which.set_value(1).run()
    (grow,) = [g for g in app.button_group if g.label == "What do you want to develop?"]
    grow.set_value(["network"]).run()
    answer = SelfAssessment.model_validate_json(own_json(store, key, "self_assessment"))
    assert answer.rows == (
        Row(id="00000002", goal="Know ten people in design", growth=("network",)),
    )


def test_turning_to_another_goal_changes_nothing_that_was_given(visit: Visit, store: Store) -> None:
    rows = tuple(
        Row(id=goal.id, goal=goal.sentence, readiness=ready)
        for goal, ready in zip(GOALS.goals, (2, 4), strict=True)
    )
    code, key = somebody(store, goals=GOALS, self_assessment=SelfAssessment(rows=rows))
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    for goal in (1, 0, 1):
        (which,) = [g for g in app.button_group if g.label == "Which goal is this about?"]
        which.set_value(goal).run()
    answer = SelfAssessment.model_validate_json(own_json(store, key, "self_assessment"))
    assert answer.rows == rows


def test_goals_and_strengths_are_offered_to_the_pitch(visit: Visit, store: Store) -> None:
    strong = SelfAssessment(rows=(Row(id="00000001", strengths=("technical_depth",)),))
    code, key = somebody(store, goals=GOALS, self_assessment=strong)
    app = visit("attendee/pitch.py", workshop_attendee=f"{code}.{key}")
    next(b for b in app.button if b.label == "Start with sentences to fill in").click().run()
    written = "\n".join(str(field.value) for field in app.text_area)
    assert "I want to lead a design review." in written
    assert "going deep into technical problems" in written


def test_goals_are_recalled_where_one_looks_for_people(visit: Visit, store: Store) -> None:
    code, key = somebody(store, goals=GOALS)
    app = visit("attendee/find_mentors.py", workshop_attendee=f"{code}.{key}")
    goal = next(box for box in app.selectbox if box.label == "For which goal?")
    assert goal.options == ["1 · Lead a design review", "2 · Know ten people in design"]
    agenda = visit("attendee/nurture.py", workshop_attendee=f"{code}.{key}")
    assert "Lead a design review" in texts(agenda)
