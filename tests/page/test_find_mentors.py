"""Step 4 as a person fills it in."""

from datetime import date

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.find_mentors.answer import FindMentors
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from tests.page.conftest import Visit


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


def field(app: AppTest, label: str) -> int:
    return [f.label for f in app.text_input].index(label)


def test_a_person_typed_in_is_kept_and_another_row_opens(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    app.text_input[field(app, "Person 1: name or nickname")].set_value("Asha").run()
    app.date_input[0].set_value(date(2026, 12, 1)).run()
    answer = kept(store, key)
    assert answer is not None
    assert [(p.name, p.by) for p in answer.people] == [("Asha", date(2026, 12, 1))]
    app.text_input[field(app, "Person 2: name or nickname")].set_value("Bo").run()
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Asha", "Bo"]


def test_candidates_join_only_when_asked(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store, "Asha", "Bo")
    assert kept(store, key) is None, "looking changes nothing"
    assert any("Asha, Bo" in text.value for text in app.text)
    (bring,) = [b for b in app.button if b.label == "Add them to my list"]
    bring.click().run()
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Asha", "Bo"]
    assert app.text_input[field(app, "Person 2: name or nickname")].value == "Bo"


def test_a_row_cleared_and_typed_into_again_keeps_its_place(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    for n, name in enumerate(("Asha", "Bo"), start=1):
        app.text_input[field(app, f"Person {n}: name or nickname")].set_value(name).run()
    app.text_input[field(app, "Person 1: name or nickname")].set_value("").run()
    app.run()
    names = [f.label for f in app.text_input if "name" in f.label]
    assert names == [f"Person {n}: name or nickname" for n in (1, 2)], "one empty row is enough"
    app.text_input[field(app, "Person 1: name or nickname")].set_value("Cy").run()
    answer = kept(store, key)
    assert answer is not None
    assert [person.name for person in answer.people] == ["Cy", "Bo"]


def test_a_cleared_row_leaves_the_list(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    app.text_input[field(app, "Person 1: name or nickname")].set_value("Asha").run()
    app.text_input[field(app, "Person 1: name or nickname")].set_value("").run()
    answer = kept(store, key)
    assert answer is not None
    assert answer.people == ()
