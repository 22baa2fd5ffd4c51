"""Learning alone: the same pages without a room, alongside past rooms, and joining a room later."""

import re
from random import Random

import pytest
from streamlit.testing.v1 import AppTest

from data import Store, keys
from data.answers import ImportedAnswer
from data.cohorts import ALONE_CODE
from exercises import AGENDA, Exercise
from exercises.mentor_criteria import EXERCISE
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from pages.http.settings import settings
from tests.complete import complete
from tests.page.conftest import Visit
from tests.page.test_pages import cookie, everything
from tests.people import own_json

SLUG = EXERCISE.slug
PAGE = f"attendee/{SLUG}.py"
ASHA = MentorCriteria(
    ranking=("commitment",), candidates=(Candidate(name="Asha", scores={"commitment": 4}),)
)


@pytest.fixture
def key(store: Store) -> str:
    """The key of someone who learns alone."""
    minted = keys.mint_key()
    store.cohorts.join(minted, ALONE_CODE)
    return minted


def alone(key: str) -> dict[str, str]:
    return {"workshop_attendee": cookie(ALONE_CODE, key)}


def past_room(store: Store, people: int, allowed: str = "yes", *, closed: bool = True) -> str:
    cohort, _ = store.cohorts.create("Secret title of a room", 3)
    rng = Random(2)
    forms = [ImportedAnswer(str(i), SLUG, EXERCISE.sample(rng)) for i in range(people)]
    store.answers.add(cohort.code, forms)
    if allowed:
        store.rooms.cue(cohort.code, "", "past_room", allowed)
    if closed:
        store.rooms.cue(cohort.code, "", "close")
    return cohort.code


def button(app: AppTest, label: str) -> bool:
    return label in [b.label for b in app.button]


def test_who_has_no_code_is_offered_to_start_alone(visit: Visit) -> None:
    assert button(visit(), "Start on my own")


@pytest.mark.parametrize("slug", [exercise.slug for exercise in AGENDA])
def test_nothing_that_one_gives_alone_is_said_to_be_counted(
    visit: Visit, key: str, slug: str
) -> None:
    shown = everything(visit(f"attendee/{slug}.py", **alone(key)))
    assert "Only you can see what you choose and write here." in shown
    assert "counted, never" not in shown
    assert "We count" not in shown


def test_who_learns_alone_reads_of_no_room(visit: Visit, key: str) -> None:
    shown = everything(visit(**alone(key)))
    assert "On your own, at your own pace" in shown
    assert "You're in:" not in shown
    assert "facilitator sees totals" not in shown


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_every_exercise_works_alone_and_is_kept_under_ones_own_key(
    visit: Visit, store: Store, key: str, exercise: object
) -> None:
    e = next(e for e in AGENDA if e is exercise)
    store.answers.save(key, ALONE_CODE, e.slug, e.sample(Random(1)))
    app = visit(f"attendee/{e.slug}.py", **alone(key))
    assert e.content().title in everything(app)
    assert "How others answered" in everything(app)


def test_what_was_given_alone_outlives_a_restart(store: Store, key: str, tmp_path: object) -> None:
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    url = store._database.url
    store.close()
    again = Store(url)
    assert MentorCriteria.model_validate_json(own_json(again, key)) == ASHA
    again.close()


def test_a_past_room_is_shown_only_after_ones_own_answer(
    visit: Visit, store: Store, key: str
) -> None:
    past_room(store, 9)
    assert "9 answers" not in everything(visit(PAGE, **alone(key)))
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    shown = everything(visit(PAGE, **alone(key)))
    assert "9 answers" in shown
    assert "Secret title" not in shown


@pytest.mark.parametrize(("people", "allowed"), [(9, ""), (9, "no"), (2, "yes")])
def test_a_room_that_is_small_or_did_not_allow_it_is_not_shown(
    visit: Visit, store: Store, key: str, people: int, allowed: str
) -> None:
    past_room(store, people, allowed)
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    shown = everything(visit(PAGE, **alone(key)))
    assert "There are no results of others to show yet" in shown
    assert f"{people} answers" not in shown


def test_a_room_is_shown_to_learners_only_while_it_is_closed(
    visit: Visit, store: Store, key: str
) -> None:
    code = past_room(store, 9, closed=False)
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    assert "9 answers" not in everything(visit(PAGE, **alone(key)))
    store.rooms.cue(code, "", "close")
    assert "9 answers" in everything(visit(PAGE, **alone(key)))
    store.rooms.cue(code, "", "reopen")
    assert "9 answers" not in everything(visit(PAGE, **alone(key)))


def test_a_room_that_takes_its_word_back_is_shown_no_more(
    visit: Visit, store: Store, key: str
) -> None:
    code = past_room(store, 9)
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    store.rooms.cue(code, "", "past_room", "no")
    assert "9 answers" not in everything(visit(PAGE, **alone(key)))


def test_the_three_newest_past_rooms_are_to_choose_from(
    visit: Visit, store: Store, key: str
) -> None:
    for people in (4, 5, 6, 7):
        past_room(store, people)
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    app = visit(PAGE, **alone(key))
    (choice,) = app.selectbox
    assert [option.split(", ")[1] for option in choice.options] == [
        *("7 answers", "6 answers", "5 answers")
    ]
    assert "7 answers" in everything(app)
    choice.set_value(choice.options[2]).run()
    assert "5 answers" in everything(app)


def test_who_joins_a_room_may_take_along_what_they_have(
    visit: Visit, store: Store, key: str
) -> None:
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    both = {"workshop_attendee": f"{cookie(cohort.code, mine)}~{cookie(ALONE_CODE, key)}"}
    app = visit(**both)
    next(b for b in app.button if b.label == "Bring them here").click().run()
    assert "Your answers are here" in everything(app)
    assert not button(app, "Bring them here")
    assert MentorCriteria.model_validate_json(own_json(store, mine)) == ASHA
    assert MentorCriteria.model_validate_json(own_json(store, key)) == ASHA
    assert store.rooms.counts(cohort.code).answered == {SLUG: 1}


def test_who_joins_a_room_may_leave_what_they_have(visit: Visit, store: Store, key: str) -> None:
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    both = {"workshop_attendee": f"{cookie(cohort.code, mine)}~{cookie(ALONE_CODE, key)}"}
    app = visit(**both)
    next(b for b in app.button if b.label == "Start fresh here").click().run()
    assert not button(app, "Bring them here")
    assert own_json(store, mine) == ""


def test_what_one_gave_in_the_room_is_never_overwritten(
    visit: Visit, store: Store, key: str
) -> None:
    store.answers.save(key, ALONE_CODE, SLUG, ASHA)
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    store.cohorts.join(mine, cohort.code)
    store.answers.save(mine, cohort.code, SLUG, MentorCriteria(ranking=("connection",)))
    both = {"workshop_attendee": f"{cookie(cohort.code, mine)}~{cookie(ALONE_CODE, key)}"}
    assert not button(visit(**both), "Bring them here")
    assert "connection" in own_json(store, mine)


def test_home_says_how_far_one_is_and_where_the_room_is(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    store.cohorts.join(mine, cohort.code)
    top_three = MentorCriteria(ranking=("connection", "commitment", "availability"))
    store.answers.save(mine, cohort.code, SLUG, top_three)
    room = {"workshop_attendee": cookie(cohort.code, mine)}
    assert f"1 of {len(AGENDA)} done" in everything(visit(**room))
    assert button(visit(**room), f"Continue: {AGENDA[0].content().title}")
    store.rooms.cue(cohort.code, AGENDA[-1].slug, "here")
    assert button(visit(**room), f"Go to the current exercise: {AGENDA[-1].content().title}")
    for e in AGENDA:
        app = visit(f"attendee/{e.slug}.py", **room)
        assert f"1 of {len(AGENDA)} done" in everything(app), "on every page"


@pytest.mark.parametrize(
    "recording", [("https://v.example/a.mp4", "video"), ("https://v.example/watch", "link_button")]
)
def test_the_recording_is_beside_a_step_only_for_those_who_learn_alone(
    visit: Visit,
    store: Store,
    key: str,
    monkeypatch: pytest.MonkeyPatch,
    recording: tuple[str, str],
) -> None:
    url, kind = recording
    monkeypatch.setenv("WORKSHOP_VIDEO_URL", url)
    settings.cache_clear()
    try:
        found = visit(PAGE, **alone(key)).get(kind)
        assert [element.proto.url for element in found] == [url]
        cohort, _ = store.cohorts.create("Spring", 3)
        in_a_room = visit(PAGE, workshop_attendee=cookie(cohort.code, keys.mint_key()))
        assert not in_a_room.get(kind)
    finally:
        settings.cache_clear()


ROOM = re.compile(r"\b(rooms?|facilitator)\b", re.IGNORECASE)
# What people may say of themselves, and what we say to people who get a code after all.
OF_OTHER_ROOMS = ("the only one in the room", "give them room to", "Room code")


@pytest.mark.parametrize("stored", [False, True], ids=["empty", "done"])
@pytest.mark.parametrize("page", ["home", "plan", *(e.slug for e in AGENDA)])
def test_no_page_speaks_of_a_room_to_somebody_who_learns_alone(
    visit: Visit, store: Store, key: str, page: str, *, stored: bool
) -> None:
    for exercise in AGENDA if stored else ():
        store.answers.save(key, ALONE_CODE, exercise.slug, complete(exercise.slug))
    app = visit(f"attendee/{page}.py", **alone(key))
    shown = everything(app).partition("<style>")[0]
    labels = [
        e.label for kind in ("button", "button_group", "expander") for e in getattr(app, kind)
    ]
    for line in (*shown.split("\n"), *labels):
        said = line
        for own in OF_OTHER_ROOMS:
            said = said.replace(own, "")
        assert not ROOM.search(said), line


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_each_step_teaches_whoever_learns_alone_and_shows_an_example(
    visit: Visit, store: Store, key: str, exercise: Exercise
) -> None:
    content, page = exercise.content(), f"attendee/{exercise.slug}.py"
    assert content.teach
    assert content.example
    about = next(e for e in visit(page, **alone(key)).expander if e.label == "What it's about")
    assert about.proto.expanded, "whoever comes for the first time reads first"
    assert content.teach in "\n".join(markdown.value for markdown in about.markdown)
    assert content.example in "\n".join(markdown.value for markdown in about.markdown)
    store.answers.save(key, ALONE_CODE, exercise.slug, complete(exercise.slug))
    about = next(e for e in visit(page, **alone(key)).expander if e.label == "What it's about")
    assert not about.proto.expanded
    cohort, _ = store.cohorts.create("Spring", 3)
    mine = keys.mint_key()
    store.cohorts.join(mine, cohort.code)
    in_a_room = visit(page, workshop_attendee=cookie(cohort.code, mine))
    assert "What it's about" not in [e.label for e in in_a_room.expander]
