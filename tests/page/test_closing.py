"""The close as a person fills it in."""

from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises.closing import WORDING
from exercises.closing.answer import ITEMS, Closing
from exercises.find_mentors.answer import FindMentors, Person
from tests.page.conftest import Visit

CONTENT = WORDING.in_("en")
NEXT, BACK = CONTENT.ratings.now.turn, CONTENT.ratings.before.turn


def opened(visit: Visit, store: Store) -> tuple[AppTest, str]:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    return visit("attendee/closing.py", workshop_attendee=f"{cohort.code}.{key}"), key


def kept(store: Store, key: str) -> Closing:
    own = store.answers.own(key, "closing")
    return Closing.model_validate_json(own.json) if own else Closing()


def rate(app: AppTest, rating: int | None, *items: str) -> None:
    for item in items or ITEMS:
        statement = CONTENT.items[item].statement  # type: ignore[index]
        group = next(g for g in app.button_group if g.label == statement)
        group.set_value(rating).run()


def titles(app: AppTest) -> list[str]:
    return [header.value for header in app.header]


def place_of(block: Any, label: str) -> list[int]:
    """The position of the question with this label: its index in each block on the way down."""
    for at, child in block.children.items():
        if getattr(child, "children", None):
            if deeper := place_of(child, label):
                return [at, *deeper]
        elif child.type == "button_group" and child.label == label:
            return [at]
    return []


def press(app: AppTest, label: str) -> None:
    next(b for b in app.button if b.label == label).click().run()


def test_nothing_moves_in_the_run_after_the_turn_when_the_words_that_led_there_are_gone(
    visit: Visit, store: Store
) -> None:
    # A browser keeps elements that have moved until the run is over: for a moment everything would
    # be there twice, and a tap might hit the wrong one.
    app, _ = opened(visit, store)
    rate(app, 4)
    press(app, NEXT)
    first = CONTENT.items[ITEMS[0]].statement
    just_turned = place_of(app.main, first)
    app.run()
    assert place_of(app.main, first) == just_turned != []


def test_before_is_asked_on_the_next_screen_once_all_of_now_is_rated(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store)
    assert store.answers.own(key, "closing") is None, "looking changes nothing"
    rate(app, 4, *ITEMS[:-1])
    assert "Now" in titles(app)
    assert NEXT not in {b.label for b in app.button}
    rate(app, 4, ITEMS[-1])
    (onward,) = [b for b in app.button if b.label == NEXT]
    assert onward.label.startswith("Next: ")
    assert onward.proto.type == "primary", "the second half looks like what's next"
    press(app, NEXT)
    assert "Before today" in titles(app)
    assert "Now" not in titles(app)
    rate(app, 2)
    answer = kept(store, key)
    assert answer.now == dict.fromkeys(ITEMS, 4)
    assert answer.before == dict.fromkeys(ITEMS, 2)
    press(app, BACK)
    assert "Now" in titles(app)
    rate(app, 5, "goals")
    assert kept(store, key).now["goals"] == 5
    assert kept(store, key).before == answer.before


def test_a_rating_of_now_that_is_taken_back_closes_the_second_screen(
    visit: Visit, store: Store
) -> None:
    app, key = opened(visit, store)
    rate(app, 4)
    rate(app, None, "pitch")
    assert "pitch" not in kept(store, key).now
    assert NEXT not in {b.label for b in app.button}


def test_a_commitment_a_day_and_a_recommendation_are_kept(visit: Visit, store: Store) -> None:
    app, key = opened(visit, store)
    app.text_area[0].set_value("Write to Asha").run()
    app.date_input[0].set_value(date(2026, 12, 1)).run()
    question = CONTENT.recommend.question
    next(g for g in app.button_group if g.label == question).set_value(0).run()
    answer = kept(store, key)
    assert (answer.commitment, answer.by) == ("Write to Asha", date(2026, 12, 1))
    assert (answer.has_commitment, answer.has_date, answer.recommend) == (True, True, 0)
    app.text_area[0].set_value("").run()
    assert not kept(store, key).has_commitment


def test_each_planned_action_is_offered_whole_and_with_its_own_day(
    visit: Visit, store: Store
) -> None:
    long = "Send Farida the two-page case for a product lead and ask for twenty minutes"
    next_year = date.today().year + 1
    day, other = date(next_year, 12, 1), date(next_year, 12, 2)
    people = (
        Person(id="0000000a", name="Farida", action=f"{long} on Thursday", by=day),
        Person(id="0000000b", name="Farida", action=f"{long} on Friday", by=other),
    )
    cohort, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    store.answers.save(key, cohort.code, "find_mentors", FindMentors(people=people))
    app = visit("attendee/closing.py", workshop_attendee=f"{cohort.code}.{key}")

    def offers() -> dict[str, str]:
        return {b.label.replace("\\", ""): b.icon for b in app.button if "take-" in (b.key or "")}

    thursday = f"{long} on Thursday :small[By 1 Dec {next_year}]"
    friday = f"{long} on Friday :small[By 2 Dec {next_year}]"
    assert list(offers()) == [thursday, friday]
    for label, action, by in ((thursday, "Thursday", day), (friday, "Friday", other)):
        next(b for b in app.button if b.label.replace("\\", "") == label).click().run()
        answer = kept(store, key)
        assert (answer.commitment, answer.by) == (f"{long} on {action}", by)
        marked = [told for told, icon in offers().items() if "unchecked" not in icon]
        assert marked == [label], "the chosen one is marked, and one can still choose the other"
    app.text_area[0].set_value("Something else").run()
    app.run()
    assert offers() == {}, "a tap can't replace one's own words"
