"""Step 2 as a person fills it in while their goals change."""

from typing import Any

from streamlit.testing.v1 import AppTest

from data import Store
from exercises.goals.answer import Goal, Goals
from exercises.self_assessment.answer import Row, SelfAssessment
from tests.page.conftest import Visit
from tests.page.test_carry_forward import somebody, texts
from tests.people import own_json

REVIEW = Goal(id="00000001", sentence="Lead a design review")
PEOPLE = Goal(id="00000002", sentence="Know ten people in design")


def group(app: AppTest, label: str) -> Any:
    (found,) = [g for g in app.button_group if g.label.startswith(label)]
    return found


def kept(store: Store, key: str) -> SelfAssessment:
    return SelfAssessment.model_validate_json(own_json(store, key, "self_assessment"))


def test_what_was_said_for_a_goal_stays_in_sight_when_the_goal_goes(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store, goals=Goals(goals=(REVIEW, PEOPLE)))
    cookie = f"{code}.{key}"
    app = visit("attendee/self_assessment.py", workshop_attendee=cookie)
    group(app, "Which goal").set_value(1).run()
    group(app, "What are your strengths?").set_value(["network"]).run()
    store.answers.save(key, code, "goals", Goals(goals=(REVIEW,)))
    app = visit("attendee/self_assessment.py", workshop_attendee=cookie)
    group(app, "Which goal").set_value(1).run()
    options = group(app, "Which goal").options
    assert options == ["1 · Lead a design review", "Earlier: Know ten people in design"]
    assert group(app, "What are your strengths?").value == ["network"]
    group(app, "What are your strengths?").set_value([]).run()
    assert not app.exception
    assert kept(store, key).rows == (), "and can be taken away"


def test_looking_at_an_assessment_changes_nothing(visit: Visit, store: Store) -> None:
    code, key = somebody(store, goals=Goals(goals=(REVIEW, PEOPLE)))
    visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    assert store.answers.own(key, "self_assessment") is None


def test_somebody_without_goals_fills_in_one_row_that_joins_their_first(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store)
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    group(app, "How ready are you?").set_value(3).run()
    goals = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    goals.text_area[0].set_value("Lead a design review").run()
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    assert "Lead a design review" in texts(app)
    assert group(app, "How ready are you?").value == 3
    assert [row.readiness for row in kept(store, key).rows] == [3]


def test_the_row_of_one_goal_survives_what_is_said_for_another(visit: Visit, store: Store) -> None:
    first = Row(id="00000001", words="I know the code", readiness=2)
    given = {
        "goals": Goals(goals=(REVIEW, PEOPLE)),
        "self_assessment": SelfAssessment(rows=(first,)),
    }
    code, key = somebody(store, **given)
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    group(app, "Which goal").set_value(1).run()
    group(app, "How ready are you?").set_value(5).run()
    assert [(row.words, row.readiness) for row in kept(store, key).rows] == [
        ("I know the code", 2),
        ("", 5),
    ]


def test_words_that_arrive_with_the_tap_on_another_goal_are_kept(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store, goals=Goals(goals=(REVIEW, PEOPLE)))
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    app.text_area[0].set_value("I can prepare")
    group(app, "What are your strengths?").set_value(["network"])
    group(app, "Which goal").set_value(1).run()
    assert not app.exception
    (row,) = kept(store, key).rows
    assert (row.id, row.words, row.strengths) == (REVIEW.id, "I can prepare", ("network",))


def test_what_was_said_for_a_goal_that_is_gone_no_longer_counts() -> None:
    rows = (
        Row(id="00000001", strengths=("network",), readiness=4, gone=True),
        Row(id="00000002", readiness=2),
    )
    answer = SelfAssessment(rows=rows)
    assert (answer.strengths, answer.readiness) == ((), (2,))


def test_a_new_goal_does_not_take_over_the_row_of_a_deleted_one(visit: Visit, store: Store) -> None:
    said = Row(id="00000002", goal="Know ten people in design", words="Shy at first")
    code, key = somebody(
        store, goals=Goals(goals=(REVIEW,)), self_assessment=SelfAssessment(rows=(said,))
    )
    app = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    next(f for f in app.text_area if f.label.startswith("2 · ")).set_value("Speak").run()
    goals = Goals.model_validate_json(own_json(store, key, "goals"))
    assert [goal.id for goal in goals.goals] == ["00000001", "00000003"]


def test_goals_that_begin_alike_are_told_apart_by_their_whole_sentences(
    visit: Visit, store: Store
) -> None:
    alike = "Become the first product lead for our hospital's scheduling app before"
    goals = [
        Goal(id=f"0000000{n}", sentence=f"{alike} {when}") for n, when in ((1, "May"), (2, "June"))
    ]
    code, key = somebody(store, goals=Goals(goals=tuple(goals)))
    app = visit("attendee/self_assessment.py", workshop_attendee=f"{code}.{key}")
    told = [option.replace("\\", "") for option in group(app, "Which goal").options]
    assert told == [f"1 · {alike} May", f"2 · {alike} June"]
    assert not any(alike in text for text in texts(app)), "and nothing is said twice"
