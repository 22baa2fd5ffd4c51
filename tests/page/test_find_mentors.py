"""Step 4 as a person fills it in."""

from datetime import date

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.find_mentors.answer import FindMentors, Person
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from tests.page.conftest import Visit
from tests.people import attendee_of


def opened(visit: Visit, store: Store, *candidates: str) -> tuple[AppTest, str]:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    if candidates:
        people = tuple(Candidate(name=name) for name in candidates)
        answer = MentorCriteria(candidates=people)
        store.answers.save(key, cohort.code, "mentor_criteria", answer)
    cookie = f"{cohort.code}.{key}"
    return visit("attendee/find_mentors.py", workshop_attendee=cookie), key


def kept(store: Store, key: str) -> FindMentors | None:
    own = store.answers.own(key, "find_mentors")
    return FindMentors.model_validate_json(own.json) if own else None


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception


NAMES = ("Name or nickname", "2 · Name or nickname")


def field(app: AppTest, label: str) -> int:
    return [f.label for f in app.text_input].index(label)


def test_a_person_typed_in_is_kept_and_another_row_opens(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    app.text_input[field(app, "Name or nickname")].set_value("Asha").run()
    app.date_input[0].set_value(date(2026, 12, 1)).run()
    answer = kept(store, key)
    assert answer is not None
    assert [(p.name, p.by) for p in answer.people] == [("Asha", date(2026, 12, 1))]
    app.text_input[field(app, "2 · Name or nickname")].set_value("Bo").run()
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Asha", "Bo"]


def test_candidates_join_only_when_asked(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store, "Asha", "Bo")
    assert kept(store, key) is None, "looking changes nothing"
    for name in ("Asha", "Bo"):
        press(app, f"Add {name} from your scorecard")
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Asha", "Bo"]
    assert app.text_input[field(app, "2 · Name or nickname")].value == "Bo"


def test_a_row_cleared_and_typed_into_again_keeps_its_place(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    for n, name in enumerate(("Asha", "Bo"), start=1):
        app.text_input[field(app, NAMES[n - 1])].set_value(name).run()
    app.text_input[field(app, "Name or nickname")].set_value("").run()
    app.run()
    names = [f.label for f in app.text_input if "nickname" in f.label]
    assert names == list(NAMES), "one empty row is enough"
    app.text_input[field(app, "Name or nickname")].set_value("Cy").run()
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Cy", "Bo"]


def test_a_cleared_row_leaves_the_list(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    app.text_input[field(app, "Name or nickname")].set_value("Asha").run()
    app.text_input[field(app, "Name or nickname")].set_value("").run()
    answer = kept(store, key)
    assert answer is not None
    assert answer.people == ()


def test_people_are_removed_also_after_a_reload_and_come_back(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store, "Asha", "Bo")
    for name in ("Asha", "Bo"):
        press(app, f"Add {name} from your scorecard")
    press(app, "Remove Asha")
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Bo"]
    press(app, "Undo removing")
    answer = kept(store, key)
    assert answer is not None
    assert {person.name for person in answer.people} == {"Asha", "Bo"}


def test_somebody_ruled_out_is_offered_last_and_marked_on_the_list(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    people = (Candidate(name="Bo", scores={"commitment": 1}), Candidate(id="0000000b", name="Cy"))
    scored = MentorCriteria(deal_breakers=("commitment",), candidates=people)
    store.answers.save(key, cohort.code, "mentor_criteria", scored)
    app = visit("attendee/find_mentors.py", workshop_attendee=f"{cohort.code}.{key}")
    offers = [b.label for b in app.button if b.label.startswith("Add ")]
    assert offers == ["Add Cy from your scorecard", "Add Bo, ruled out by your scorecard"]
    press(app, offers[1])
    assert any("rules this person out" in caption.value for caption in app.caption)


def test_a_next_action_is_not_in_the_past_but_an_old_one_stays(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    passed = Person(id="00000001", name="Asha", by=date(2020, 1, 2))
    store.answers.save(key, cohort.code, "find_mentors", FindMentors(people=(passed,)))
    app = visit("attendee/find_mentors.py", workshop_attendee=f"{cohort.code}.{key}")
    old, new = app.date_input[0], app.date_input[1]
    assert (old.value, old.min) == (date(2020, 1, 2), date(2020, 1, 2))
    assert new.min == date.today()
