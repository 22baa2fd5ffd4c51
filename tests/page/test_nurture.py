"""Step 6 as a person fills it in."""

from data import Store, keys
from exercises.nurture.answer import Nurture
from tests.page.conftest import Visit


def test_an_offered_agenda_joins_when_asked_and_its_minutes_add_up(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    app = visit("attendee/nurture.py", workshop_attendee=f"{cohort.code}.{key}")
    assert store.answers.own(key, "nurture") is None, "looking changes nothing"
    (length,) = [g for g in app.button_group if g.label == "How long is it?"]
    length.set_value(45).run()
    (bring,) = [b for b in app.button if b.label == "Add to the agenda"]
    bring.click().run()
    own = store.answers.own(key, "nurture")
    assert own is not None
    answer = Nurture.model_validate_json(own.json)
    assert answer.length == 45
    assert sum(item.minutes for item in answer.items) == 45
    assert any(text.value == "The minutes add up." for text in app.text)
