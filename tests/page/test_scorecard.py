"""One candidate's entries survive a tap on another, even when both arrive together."""

import pytest

from data import Store, keys
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from pages.shared.saving import tab
from tests.page.conftest import Visit
from tests.page.leading import attend
from tests.people import own_json


def test_a_name_that_arrives_with_the_tap_on_another_candidate_is_kept(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    people = (Candidate(id="0000000a", name="Asha"), Candidate(id="0000000b", name="Bo"))
    store.answers.save(key, cohort.code, "mentor_criteria", MentorCriteria(candidates=people))
    app = attend(visit, cohort, key, "mentor_criteria")
    app.run()
    (name,) = [field for field in app.text_input if "name-0000000b" in (field.key or "")]
    (which,) = [group for group in app.button_group if "which-of-2" in (group.key or "")]
    name.set_value("Bo Berg")
    which.set_value(0).run()
    assert not app.exception
    kept = MentorCriteria.model_validate_json(own_json(store, key, "mentor_criteria"))
    assert [candidate.name for candidate in kept.candidates] == ["Asha", "Bo Berg"]
    (shown,) = [field for field in app.text_input if "name-" in (field.key or "")]
    assert shown.value == "Asha"


def test_people_of_a_plan_that_gives_them_no_ids_are_told_apart(visit: Visit, store: Store) -> None:
    """Regression: the page failed for good on switching between them."""
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    people = MentorCriteria(candidates=(Candidate(name="Asha"), Candidate(name="Bo")))
    store.answers.save(key, cohort.code, "mentor_criteria", people)
    app = attend(visit, cohort, key, "mentor_criteria")
    app.run()
    for place, name in ((0, "Asha"), (1, "Bo"), (0, "Asha")):
        (which,) = [group for group in app.button_group if "which-of-2" in (group.key or "")]
        which.set_value(place).run()
        assert not app.exception
        (shown,) = [field for field in app.text_input if "name-" in (field.key or "")]
        assert shown.value == name


@pytest.mark.parametrize("label", ["Add a person", "Remove Asha"])
def test_a_tap_counts_though_another_page_has_just_saved(
    visit: Visit, store: Store, label: str
) -> None:
    """The fault: it came between what the other page saved and the redraw, and the page failed."""
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    asha = MentorCriteria(candidates=(Candidate(id="0000000a", name="Asha"),))
    store.answers.save(key, cohort.code, "mentor_criteria", asha)
    app = attend(visit, cohort, key, "mentor_criteria")
    app.run()
    app.session_state[tab._EDITION] = 10**6
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception
    shown = [field.value for field in app.text_input if "name-" in (field.key or "")]
    assert shown == ([""] if label == "Add a person" else [])


def test_each_new_person_comes_to_the_front_and_tabs_have_their_names(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    app = attend(visit, cohort, key, "mentor_criteria")
    for name in ("Asha", "Bo", "Bo"):
        next(b for b in app.button if b.label == "Add a person").click().run()
        (field,) = [field for field in app.text_input if "name-" in (field.key or "")]
        assert field.value == ""
        field.set_value(name).run()
        (field,) = [field for field in app.text_input if "name-" in (field.key or "")]
        assert field.value == name, "the same one stays in front"
    kept = MentorCriteria.model_validate_json(own_json(store, key, "mentor_criteria"))
    assert [candidate.name for candidate in kept.candidates] == ["Asha", "Bo", "Bo"]
    (tabs,) = [group for group in app.button_group if "which-of-3" in (group.key or "")]
    assert tabs.options == ["Asha", "Bo", "Bo (3)"]
