"""Step 6 as a person fills it in."""

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.nurture.answer import Nurture
from exercises.pitch.answer import Pitch
from tests.page.conftest import Visit


def test_an_offered_agenda_joins_when_asked_and_its_minutes_add_up(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    app = visit("attendee/nurture.py", workshop_attendee=f"{cohort.code}.{key}")
    assert store.answers.own(key, "nurture") is None, "looking changes nothing"
    (length,) = [g for g in app.button_group if g.label == "How many minutes is it?"]
    length.set_value(45).run()
    (bring,) = [b for b in app.button if b.label == "Add to the agenda"]
    bring.click().run()
    own = store.answers.own(key, "nurture")
    assert own is not None
    answer = Nurture.model_validate_json(own.json)
    assert answer.length == 45
    assert sum(item.minutes for item in answer.items) == 45
    assert any(text.value == "The minutes add up." for text in app.text)


def test_the_meeting_is_as_long_as_the_pitch_asks_and_another_length_can_be_fitted(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    store.answers.save(key, cohort.code, "pitch", Pitch(ask="Could we talk for 20 minutes?"))
    app = visit("attendee/nurture.py", workshop_attendee=f"{cohort.code}.{key}")
    assert any("you asked for 20 minutes" in caption.value for caption in app.caption)
    assert store.answers.own(key, "nurture") is None, "looking changes nothing"
    press(app, "Add to the agenda")
    answer = kept(store, key)
    assert (answer.length, sum(item.minutes for item in answer.items)) == (20, 20)
    (length,) = [g for g in app.button_group if g.label == "How many minutes is it?"]
    length.set_value(45).run()
    assert any(text.value == "25 min left to plan" for text in app.text)
    assert sum(item.minutes for item in kept(store, key).items) == 20, "until it is asked for"
    press(app, "Fit the agenda into 45 min")
    answer = kept(store, key)
    assert (answer.length, sum(item.minutes for item in answer.items)) == (45, 45)
    assert any(text.value == "The minutes add up." for text in app.text)


def test_the_follow_up_is_to_and_from_whom_the_pitch_names(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    pitch = Pitch(mentor="Asha", signature="Priya")
    store.answers.save(key, cohort.code, "pitch", pitch)
    app = visit("attendee/nurture.py", workshop_attendee=f"{cohort.code}.{key}")
    (told,) = [text.value for text in app.text if "[how it went]" in text.value]
    assert told.startswith("Hello Asha,\n\nThank you for talking with me on [day].")
    assert told.endswith("Thank you again for your time.\n\nPriya")


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()


def kept(store: Store, key: str) -> Nurture:
    own = store.answers.own(key, "nurture")
    assert own
    return Nurture.model_validate_json(own.json)
