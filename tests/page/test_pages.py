"""Pages requested by people who may and may not see them, whatever the store holds."""

from html import unescape
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from data import Store, keys
from data.answers import ImportedAnswer
from exercises import AGENDA, Exercise
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from tests.complete import complete
from tests.page.conftest import HOST_KEY, Visit

each_exercise = pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)


def cookie(code: str, key: str) -> str:
    return f"{code}.{key}"


def everything(app: AppTest) -> str:
    """All the text on a page."""
    kinds = (app.title, app.header, app.subheader, app.markdown, app.text, app.caption, app.info)
    alerts = (app.warning, app.error, app.success)
    slides = [unescape(str(html.proto.body)) for html in app.get("html")]
    return "\n".join([str(e.value) for kind in (*kinds, *alerts) for e in kind] + slides)


@pytest.fixture
def room(store: Store) -> tuple[str, str, str]:
    """A room code, its facilitator's key, and a fresh attendee's key."""
    cohort, facilitator = store.cohorts.create("Spring", 3)
    return cohort.code, facilitator, keys.mint_key()


def test_a_visitor_without_a_key_is_asked_for_a_code(visit: Visit) -> None:
    app = visit()
    assert app.text_input[0].label == "Room code"


def test_the_first_page_joins_its_attendee_once(
    visit: Visit, store: Store, room: tuple[str, str, str]
) -> None:
    code, _, key = room
    for _ in range(2):
        assert "Spring" in everything(visit(workshop_attendee=cookie(code, key)))
    assert store.rooms.counts(code).joined == 1


def test_each_exercise_leads_on_to_the_next(visit: Visit, room: tuple[str, str, str]) -> None:
    mine = {"workshop_attendee": cookie(room[0], room[2])}
    for shown, following in (("roles", "goals"), ("myths", "closing"), ("closing", "")):
        links = visit(f"attendee/{shown}.py", **mine).get("page_link")
        told = [link.proto.label for link in links if link.proto.label.startswith("Next: ")]
        titles = [e.content().title for e in AGENDA if e.slug == following]
        assert told == [f"Next: {title}" for title in titles]


def test_who_comes_late_sees_what_they_missed_and_can_still_do(
    visit: Visit, store: Store, room: tuple[str, str, str]
) -> None:
    code, _, key = room
    store.cohorts.join(key, code)
    store.answers.save(key, code, "goals", AGENDA[1].sample(Random(1)))
    store.rooms.cue(code, "self_assessment", "here")
    app = visit(workshop_attendee=cookie(code, key))
    labels = {link.proto.page: link.proto.label for link in app.get("page_link")}
    missed = [page for page, label in labels.items() if "missed, still open" in label]
    assert missed == ["roles"]


def test_who_has_been_through_all_of_it_is_led_to_the_plan(
    visit: Visit, store: Store, room: tuple[str, str, str]
) -> None:
    code, _, key = room
    store.cohorts.join(key, code)
    for e in AGENDA:
        store.answers.save(key, code, e.slug, complete(e.slug))
    app = visit(workshop_attendee=cookie(code, key))
    assert "You've done every exercise" in everything(app)
    app.button(key="all-done").click().run()
    assert app.title[0].value == "My mentoring plan"


@pytest.mark.parametrize("wrong", ["", "nonsense", "ABC234.short", "~~~", "." * 2000, "ZZZZZZ.x"])
def test_a_cookie_that_means_nothing_is_nobody(visit: Visit, wrong: str) -> None:
    app = visit(workshop_attendee=wrong, workshop_facilitator=wrong, workshop_host=wrong)
    assert app.text_input[0].label == "Room code"


def test_a_key_for_a_room_that_is_gone_is_nobody(
    visit: Visit, store: Store, room: tuple[str, str, str]
) -> None:
    code, _, key = room
    visit(workshop_attendee=cookie(code, key))
    store.cohorts.delete(code)
    assert visit(workshop_attendee=cookie(code, key)).text_input[0].label == "Room code"
    assert store.rooms.counts(code).joined == 0


@each_exercise
@pytest.mark.parametrize("stored", ["nothing", "a little", "a lot"])
def test_an_exercise_opens_on_whatever_is_stored(
    visit: Visit, store: Store, room: tuple[str, str, str], exercise: Exercise, stored: str
) -> None:
    code, _, key = room
    store.cohorts.join(key, code)
    if stored != "nothing":
        answer = exercise.answer() if stored == "a little" else exercise.sample(Random(3))
        store.answers.save(key, code, exercise.slug, answer)
        store.answers.add(
            code,
            [ImportedAnswer(str(i), exercise.slug, exercise.sample(Random(i))) for i in range(9)],
        )
        store.rooms.cue(code, exercise.slug, "reveal")
    app = visit(f"attendee/{exercise.slug}.py", workshop_attendee=cookie(code, key))
    assert exercise.content().title in everything(app)
    assert ("10 answers" in everything(app)) == (stored != "nothing")
    assert store.rooms.counts(code).answered.get(exercise.slug, 0) == (
        0 if stored == "nothing" else 10
    ), "looking changes nothing"


def test_hostile_words_in_the_store_are_shown_as_text(
    visit: Visit, store: Store, room: tuple[str, str, str]
) -> None:
    code, _, key = room
    hostile = "![x](http://evil.example) <b>b</b> :red[r] $y$"
    people = tuple(Candidate(name=hostile, scores={"commitment": 4}) for _ in range(2))
    store.cohorts.join(key, code)
    answer = MentorCriteria(ranking=("commitment",), candidates=people)
    store.answers.save(key, code, "mentor_criteria", answer)
    app = visit("attendee/mentor_criteria.py", workshop_attendee=cookie(code, key))
    assert any(hostile in text.value for text in app.text)
    assert not any("evil.example" in m.value for m in (*app.markdown, *app.caption, *app.info))


def test_the_dashboard_is_for_the_facilitator_only(
    visit: Visit, room: tuple[str, str, str]
) -> None:
    code, facilitator, attendee = room
    for wrong in ({}, {"workshop_facilitator": cookie(code, attendee)}):
        app = visit("facilitator/cohort.py", **wrong)
        assert "This page is for the facilitator" in everything(app)
        assert code not in everything(app)
    app = visit("facilitator/cohort.py", workshop_facilitator=cookie(code, facilitator))
    assert "Too few answers so far" not in everything(app), "nobody is at a step yet"
    assert "Joined: 0" in everything(app)


def test_a_synthetic_cohort_says_so_wherever_it_shows(visit: Visit, store: Store) -> None:
    cohort, facilitator = store.cohorts.create("Made up", 3, synthetic=True)
    dashboard = visit(
        "facilitator/cohort.py", workshop_facilitator=cookie(cohort.code, facilitator)
    )
    mine = cookie(cohort.code, keys.mint_key())
    pages = [dashboard, visit(workshop_attendee=mine)]
    pages += [visit(f"attendee/{e.slug}.py", workshop_attendee=mine) for e in AGENDA]
    for app in pages:
        assert "Practice room" in everything(app)


def test_only_the_host_opens_rooms(visit: Visit) -> None:
    for wrong in ("", "not the key", HOST_KEY[:-1]):
        app = visit("facilitator/host.py", workshop_host=wrong)
        assert "This page is for the host" in everything(app)
        assert not app.text_input


def test_a_room_without_a_title_is_not_opened(visit: Visit) -> None:
    app = visit("facilitator/host.py", workshop_host=HOST_KEY)
    for title in ("", "   ", "x" * 81, "nul \x00"):
        app.text_input[0].set_value(title)
        app.button[0].click().run()
        assert "Please give the room a title" in everything(app)
        assert "Your room is open" not in everything(app)


@pytest.mark.parametrize("page", ["attendee/home.py", "facilitator/dashboard.py"])
def test_what_the_rules_cannot_prevent_is_told_to_everyone(
    visit: Visit, store: Store, page: str
) -> None:
    cohort, leads = store.cohorts.create("Spring", 3)
    mine = {
        "workshop_attendee": cookie(cohort.code, keys.mint_key()),
        "workshop_facilitator": cookie(cohort.code, leads),
    }
    assert "watching a live chart can see single answers" in everything(visit(page, **mine))
