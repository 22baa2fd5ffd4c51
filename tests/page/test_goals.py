"""Step 1 as a person fills it in."""

from streamlit.testing.v1 import AppTest

from data import Store
from exercises.goals.answer import Goal, Goals
from exercises.merging import merged
from tests.page.conftest import Visit
from tests.page.test_carry_forward import somebody
from tests.people import own_json

REVIEW = Goal(id="00000001", sentence="Lead a design review")
PEOPLE = Goal(id="00000002", sentence="Know ten people in design", horizon="ongoing")


def kept(store: Store, key: str) -> Goals:
    return Goals.model_validate_json(own_json(store, key, "goals"))


def test_a_goal_is_kept_with_what_it_is_for_and_room_is_made_for_the_next(
    visit: Visit, store: Store
) -> None:
    code, key = somebody(store)
    app = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    assert store.answers.own(key, "goals") is None, "looking changes nothing"
    assert sentences(app) == ["Your goal in one sentence"]
    app.text_area[0].set_value("Lead a design review").run()
    (purpose,) = [g for g in app.button_group if g.label == "What's your goal mainly about?"]
    purpose.set_value("skill").run()
    answer = kept(store, key)
    assert [(g.sentence, g.purpose) for g in answer.goals] == [("Lead a design review", "skill")]
    assert (answer.purposes, answer.count) == (("skill",), 1)
    app.text_area(key=of_goal(app, 2)).set_value("Know ten people").run()
    assert len(sentences(app)) == 3


def test_a_goal_is_removed_also_after_a_reload_and_comes_back(visit: Visit, store: Store) -> None:
    goals = (REVIEW, PEOPLE)
    code, key = somebody(store, goals=Goals(goals=goals))
    app = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    press(app, "Remove goal 2")
    assert kept(store, key).goals == (REVIEW,)
    press(app, "Undo removing")
    assert kept(store, key).goals == goals
    app = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    press(app, "Remove goal 2")
    assert kept(store, key).goals == (REVIEW,)


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception


def sentences(app: AppTest) -> list[str]:
    return [f.label for f in app.text_area if "Your goal in one sentence" in f.label]


def numbered(label: str, n: int) -> str:
    return label if n == 1 else f"{n} · {label}"


def of_goal(app: AppTest, n: int) -> str:
    (found,) = [f.key for f in app.text_area if f.label == numbered("Your goal in one sentence", n)]
    return str(found)


def test_a_purpose_is_enough_for_a_goal_and_three_goals_are_all(visit: Visit, store: Store) -> None:
    code, key = somebody(store)
    app = visit("attendee/goals.py", workshop_attendee=f"{code}.{key}")
    for n in (1, 2, 3):
        asked = numbered("What's your goal mainly about?", n)
        (purpose,) = [g for g in app.button_group if g.label == asked]
        purpose.set_value("network").run()
    assert kept(store, key).count == 3
    assert len(sentences(app)) == 3


def test_figures_fit_the_goals_also_when_two_open_pages_changed_them() -> None:
    base = Goals(goals=(Goal(id="00000001", purpose="skill", sentence="Lead"),))
    mine = Goals(goals=(Goal(id="00000001", purpose="skill", sentence="Lead a review"),))
    theirs = Goals(goals=(Goal(id="00000001", purpose="network", sentence="Lead"),))
    both = merged(base, mine, theirs)
    assert [(g.purpose, g.sentence) for g in both.goals] == [("network", "Lead a review")]
    assert both.purposes == ("network",), "words of here with figures of there would contradict"
