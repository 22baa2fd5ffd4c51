"""The stage: what a room sees on the projector, and when."""

import json
import re
from html import unescape
from random import Random
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data import Store
from data.answers import ImportedAnswer
from data.cohorts import Cohort
from exercises import AGENDA, Exercise
from exercises.goals import WORDING as GOALS
from exercises.nurture import EXERCISE as NURTURE
from exercises.roles import EXERCISE as ROLES
from pages.facilitator.parts import so_far
from tests.page.conftest import Visit
from tests.page.test_pages import cookie, everything

STAGE = "facilitator/stage.py"


@pytest.fixture
def room(store: Store) -> tuple[str, str]:
    """The code and facilitator key of a room of nine."""
    cohort, key = store.cohorts.create("Spring", 3)
    rng = Random(2)
    store.answers.add(
        cohort.code,
        [ImportedAnswer(str(i), e.slug, e.sample(rng)) for i in range(9) for e in AGENDA],
    )
    return cohort.code, key


def the_room(store: Store, room: tuple[str, str]) -> Cohort:
    found = store.cohorts.find(room[0])
    assert found is not None
    return found


def slide(app: AppTest) -> str:
    """The text of the slides on the stage."""
    return unescape("\n".join(str(html.proto.body) for html in app.get("html")))


def shown(visit: Visit, room: tuple[str, str]) -> str:
    return slide(visit(STAGE, workshop_facilitator=cookie(*room)))


def charts(visit: Visit, room: tuple[str, str]) -> int:
    return len(visit(STAGE, workshop_facilitator=cookie(*room)).get("plotly_chart"))


def test_between_exercises_it_tells_how_to_join(visit: Visit, room: tuple[str, str]) -> None:
    told = shown(visit, room)
    assert f"{room[0][:3]}-{room[0][3:]}" in told
    assert "9 people have joined" in told


def test_the_strip_says_what_to_do_with_the_address_and_the_code(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    code = f"{room[0][:3]}-{room[0][3:]}"
    for slug in ("", "roles"):
        if slug:
            store.rooms.cue(room[0], slug, "here")
        told = shown(visit, room)
        assert re.search(rf"Go to <bdi>[^<]+</bdi>, code <b>{code}</b>", told)


@pytest.mark.parametrize("asked", AGENDA, ids=lambda e: e.slug)
def test_a_picture_waits_until_it_is_revealed(
    visit: Visit, store: Store, room: tuple[str, str], asked: Exercise
) -> None:
    slug = asked.slug
    store.rooms.cue(room[0], slug, "here")
    told = shown(visit, room)
    assert asked.content().title in told
    now = so_far.of(the_room(store, room), asked)
    assert f"{now.answered} of {now.whole} have answered" in told
    assert [name for name, _ in asked.content().asked().items if name not in told] == []
    assert not charts(visit, room)
    store.rooms.cue(room[0], slug, "reveal")
    assert charts(visit, room)
    store.rooms.cue(room[0], slug, "hide")
    assert not charts(visit, room)


@pytest.mark.parametrize("slug", ["roles", "myths"])
def test_results_never_tell_what_is_right_until_the_answers_are_shown(
    visit: Visit, store: Store, room: tuple[str, str], slug: str
) -> None:
    for cue in ("here", "reveal"):
        store.rooms.cue(room[0], slug, cue)
    assert '"<b>Answer</b>"' not in drawn(visit, room)
    assert "Answer" not in drawn(visit, room)
    store.rooms.cue(room[0], slug, "answers")
    assert "Answer" in drawn(visit, room)


def drawn(visit: Visit, room: tuple[str, str]) -> str:
    (chart,) = visit(STAGE, workshop_facilitator=cookie(*room)).get("plotly_chart")
    return str(chart.proto.spec)


def test_the_facilitator_chooses_the_picture_and_the_colours(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    for cue in ("here", "reveal"):
        store.rooms.cue(room[0], "mentor_criteria", cue)
    first = shown(visit, room)
    store.rooms.cue(room[0], "mentor_criteria", "picture", "only-deal_breakers")
    assert "deal-breaker" in shown(visit, room)
    assert "deal-breaker" not in first
    store.rooms.cue(room[0], "", "look", "dark")
    assert "#15201f" in drawn(visit, room) or "#e9f1ef" in drawn(visit, room)


def test_the_stage_menu_names_every_chart_before_there_are_results(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Spring", 3)

    def menu(slug: str) -> list[str]:
        store.rooms.cue(cohort.code, slug, "here")
        app = visit("facilitator/cohort.py", workshop_facilitator=cookie(cohort.code, key))
        found = [list(radio.options) for radio in app.radio if radio.label == "The stage shows"]
        return found[0] if found else []

    assert "Commitments" in menu("closing")
    assert menu("mentor_criteria") == ["What matters most", "Deal-breakers"]
    assert menu("roles") == [], "one vote makes one chart"
    store.rooms.cue(cohort.code, "roles", "second_vote")
    assert menu("roles")[:2] == ["Both votes", "Votes by situation, second vote"]
    assert menu("roles")[2:] == ["Who moved, overall", "Who moved, by situation"]


def test_a_break_tells_when_it_ends_and_the_close_where_the_plan_is(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    store.rooms.cue(room[0], "", "rest", "600")
    ends = store.rooms.state(room[0]).break_ends
    assert ends is not None
    app = visit(STAGE, workshop_facilitator=cookie(*room))
    assert f"Back at {ends:%H:%M}" in slide(app)
    assert f"{room[0][:3]}-{room[0][3:]}" in slide(app), "for who comes in the break"
    (left,) = [d["left"] for d in map(data_of, app.get("bidi_component")) if "drawn" in d]
    assert 590 <= left <= 600
    store.rooms.cue(room[0], "", "finish")
    assert "private link" in shown(visit, room)


def data_of(component: Any) -> dict[str, Any]:
    given: dict[str, Any] = json.loads(component.proto.json or "{}")
    return given


def test_it_says_that_voting_is_closed_and_counts_no_late_answer(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    for cue in ("here", "lock"):
        store.rooms.cue(room[0], "nurture", cue)
    late = [ImportedAnswer("late", "nurture", NURTURE.sample(Random(1)))]
    store.answers.add(room[0], late)
    assert "Voting is closed: 9 answers" in shown(visit, room)
    assert not re.search(r"\d of \d+ have answered", shown(visit, room))


def test_results_say_of_how_many_answers_they_are(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    for cue in ("here", "reveal"):
        store.rooms.cue(room[0], "nurture", cue)
    assert "Make it work · 9 answers" in shown(visit, room)


def test_the_goals_are_asked_in_the_words_of_the_phones(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    store.rooms.cue(room[0], "goals", "here")
    told, content = shown(visit, room), GOALS.in_("en")
    assert content.ask.purpose in told
    assert " · ".join(content.purposes.values()) in told
    assert content.ask.sentence in told


def test_a_closed_room_is_said_to_be_closed(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    store.rooms.cue(room[0], "roles", "here")
    store.rooms.cue(room[0], "", "close")
    assert "This room is closed" in shown(visit, room)


def test_a_screen_without_a_key_shows_an_audience_nothing_to_be_ashamed_of(visit: Visit) -> None:
    app = visit(STAGE)
    assert "isn't connected" in slide(app)
    assert "facilitator" not in (slide(app) + everything(app)).lower()


def test_too_few_answers_make_no_picture(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Small", 5)
    rng = Random(2)
    store.answers.add(
        cohort.code, [ImportedAnswer(str(i), "nurture", NURTURE.sample(rng)) for i in range(4)]
    )
    store.rooms.cue(cohort.code, "nurture", "here")
    store.rooms.cue(cohort.code, "nurture", "reveal")
    assert not charts(visit, (cohort.code, key))
    told = shown(visit, (cohort.code, key))
    assert "Voting is closed. Too few people answered to show results." in told
    assert "Results appear" not in told, "nobody is answering any more"
    store.rooms.cue(cohort.code, "nurture", "open")
    store.rooms.cue(cohort.code, "nurture", "visible", "always")
    assert "Results appear once 5 people have answered" in shown(visit, (cohort.code, key))


def test_after_a_second_vote_both_stand_side_by_side(
    visit: Visit, store: Store, room: tuple[str, str]
) -> None:
    for cue in ("here", "second_vote"):
        store.rooms.cue(room[0], "roles", cue)
    while_they_vote = shown(visit, room)
    assert "Vote again: change anything you now see differently." in while_they_vote
    assert "The second vote appears once 3 people have voted again." in while_they_vote
    voted_again(store, room[0], 2)
    assert "2 of" not in shown(visit, room), "not even how many voted again"
    store.rooms.cue(room[0], "roles", "reveal")
    told = shown(visit, room)
    assert "First vote: 9 answers" in told
    assert "Second vote:" not in told
    assert "Voting is closed. Too few people voted again to show the second vote." in told
    store.rooms.cue(room[0], "roles", "open")
    store.rooms.cue(room[0], "roles", "hide")
    voted_again(store, room[0], 4)
    assert "4 of 4 have answered" in shown(visit, room)
    store.rooms.cue(room[0], "roles", "reveal")
    told = shown(visit, room)
    assert "Second vote: 4 answers" in told
    assert "Kept their first vote: 5" in told
    assert re.search(r"<h1[^>]*>Second vote: ", told), "which vote the headline is about"


def voted_again(store: Store, code: str, people: int) -> None:
    """Let the first few vote again."""
    rng = Random(3)
    again = [ImportedAnswer(str(i), "roles", ROLES.sample(rng)) for i in range(people)]
    store.answers.add(code, again)


def test_it_has_nothing_to_press(visit: Visit, store: Store, room: tuple[str, str]) -> None:
    store.rooms.cue(room[0], "roles", "here")
    store.rooms.cue(room[0], "roles", "reveal")
    app = visit(STAGE, workshop_facilitator=cookie(*room))
    assert not (app.button or app.text_input or app.checkbox or app.radio)
