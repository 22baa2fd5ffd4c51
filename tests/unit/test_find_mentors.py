"""Step 4: valid answers, what the list starts with, what the results and the plan say."""

import json
from datetime import date
from typing import Any

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from data import halves
from exercises.find_mentors import EXERCISE, WORDING
from exercises.find_mentors.answer import ROUTES, STATES, FindMentors, Person
from exercises.find_mentors.start import offered, ruled_out
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from exercises.plan import Grid, Items

CONTENT = WORDING.in_("en")
ASHA = Person(
    id="0000000a",
    name="Asha",
    route="networks",
    goal=2,
    action="Say hello",
    by=date(2026, 12, 1),
)

Room = list[dict[str, str]]
rooms = st.lists(st.dictionaries(st.sampled_from(ROUTES), st.sampled_from(STATES)), max_size=12)


def summary_of(room: Room) -> dict[str, Any]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        for i, routes in enumerate(room):
            shared = json.dumps({"routes": routes})
            connection.execute("INSERT INTO latest VALUES (?, ?)", [str(i), shared])
        ((rows,),) = connection.execute(EXERCISE.summary_sql).fetchall()
    return {"n": len(room), "rows": rows}


def headline(room: Room) -> str:
    (picture,) = EXERCISE.pictures(summary_of(room), CONTENT, "light")
    return picture.headline


# --- Answers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"routes": {"telepathy": "tried"}},
        {"routes": {"events": "loved it"}},
        {"people": tuple(Person(id=f"{n:08x}") for n in range(6))},
        {"people": (ASHA, ASHA)},
        {"people": ({"name": "x" * 61},)},
        {"people": ({"action": "x" * 201},)},
        {"people": ({"action": "zero\x00byte"},)},
        {"people": ({"goal": 4},)},
        {"people": ({"goal": True},)},
        {"people": ({"by": "soon"},)},
        {"people": ({"id": "<script>"},)},
    ],
)
def test_what_a_page_could_not_send_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        FindMentors.model_validate(wrong)


def test_a_list_with_dates_survives_being_stored_and_only_routes_are_shared() -> None:
    answer = FindMentors(routes={"events": "tried"}, people=(ASHA,))
    shared, private = halves.split(answer)
    assert json.loads(shared) == {"routes": {"events": "tried"}}
    assert FindMentors.model_validate_json(halves.joined(shared, private)) == answer


# --- What the list starts with --------------------------------------------------------------------


def step_3(*names: str) -> dict[str, MentorCriteria]:
    people = tuple(Candidate(id=f"{n:08x}", name=name) for n, name in enumerate(names))
    return {"mentor_criteria": MentorCriteria(candidates=people)}


def test_candidates_of_step_3_are_offered_until_they_are_on_the_list() -> None:
    people = offered(FindMentors(people=(ASHA,)), step_3("asha", "", "Bo"))
    assert [person.name for person in people] == ["Bo"]
    full = FindMentors(people=(ASHA, *people))
    assert offered(full, step_3("Asha", "Bo")) == ()
    assert full.people[0] == ASHA


def test_a_candidate_renamed_in_step_3_is_offered_beside_the_old_name() -> None:
    listed = FindMentors(people=offered(FindMentors(), step_3("Bo")))
    (renamed,) = offered(listed, step_3("Bo Lindgren"))
    FindMentors(people=(*listed.people, renamed))


def test_nobody_is_offered_to_a_full_list() -> None:
    five = tuple(Person(id=f"{n:08x}", name=f"Person {n}") for n in range(5))
    assert len(offered(FindMentors(people=five[:4]), step_3("Bo", "Cem"))) == 2, "one of the two"
    assert offered(FindMentors(people=five), step_3("Bo", "Cem")) == ()


def test_people_whom_the_scorecard_rules_out_come_last_and_are_known() -> None:
    scored = (Candidate(name="Bo", scores={"commitment": 1}), Candidate(name="Cem", scores={}))
    given = {"mentor_criteria": MentorCriteria(deal_breakers=("commitment",), candidates=scored)}
    assert [person.name for person in offered(FindMentors(), given)] == ["Cem", "Bo"]
    assert ruled_out(given) == {"bo"}
    assert ruled_out({}) == frozenset()


def test_without_step_3_nothing_is_offered() -> None:
    assert offered(FindMentors(), {}) == ()


# --- The room -------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(rooms)
@example([])
@example([{}])
def test_the_summary_agrees_with_a_naive_count(room: Room) -> None:
    rows = summary_of(room)["rows"]
    assert sorted(row["route"] for row in rows) == sorted(ROUTES)
    for row in rows:
        for state in STATES:
            n = sum(routes.get(row["route"]) == state for routes in room)
            assert row[f"n_{state}"] == n
            assert row[f"{state}_share"] == (pytest.approx(n / len(room)) if room else None)
    order = [(-row["n_tried"], -row["n_will_try"], row["route"]) for row in rows]
    assert order == sorted(order)


def test_the_headline_says_what_most_tried_and_what_is_next() -> None:
    room = [{"ask_around": "tried", "events": "will_try"}, {"ask_around": "tried"}]
    assert headline(room) == "Most tried: Ask around (100%). Next up: Events and workshops (50%)."


def test_a_tie_is_named_as_a_tie_and_what_nobody_said_is_not_made_up() -> None:
    tied = [{"ask_around": "tried", "networks": "tried"}]
    assert headline(tied) == "Most tried: Ask around, Networks and ERGs (100%)."
    assert headline([{"events": "not_for_me"}]) == CONTENT.picture.none
    assert EXERCISE.pictures(summary_of([]), CONTENT, "light") == []
    assert EXERCISE.pictures(summary_of([{}]), CONTENT, "light") == []


def test_a_route_that_too_few_answered_is_not_said_to_be_untried() -> None:
    """Without its answers, the summary can't tell such a route from one that nobody tried."""
    (picture,) = EXERCISE.pictures(
        summary_of([{"digital_platforms": "will_try"}, {}]), CONTENT, "light"
    )
    assert picture.headline == "Next up: Digital platforms (50%)."
    note = " ".join(str(picture.figure.layout.title.text).replace("<br>", " ").split())
    assert note.endswith("Routes that too few people answered aren't shown.")
    (whole,) = EXERCISE.pictures(summary_of([dict.fromkeys(ROUTES, "tried")]), CONTENT, "light")
    assert "too few" not in str(whole.figure.layout.title.text)


@settings(max_examples=30, deadline=None)
@given(rooms.filter(any))
def test_the_parts_of_every_bar_make_up_the_whole_room(room: Room) -> None:
    (picture,) = EXERCISE.pictures(summary_of(room), CONTENT, "dark")
    for _, *shares in picture.table.to_numpy().tolist():
        assert sum(shares) == pytest.approx(1)
        assert min(shares) >= 0


# --- The plan -------------------------------------------------------------------------------------


def test_the_plan_lists_routes_by_state_and_people_with_their_next_action() -> None:
    answer = FindMentors(routes={"events": "will_try"}, people=(ASHA,))
    section = EXERCISE.plan(answer, CONTENT)
    assert section is not None
    routes, people = section.parts
    assert isinstance(routes, Items)
    assert routes.lines == ("Events and workshops",)
    assert isinstance(people, Grid)
    assert people.rows == (("Asha", "Networks and ERGs", "Goal 2", "Say hello", "1 Dec 2026"),)


def test_a_column_that_nobody_filled_is_left_out_of_the_plan() -> None:
    people = (Person(id="0000000a", name="Asha", by=date(2026, 12, 1)), Person(name="Bo"))
    section = EXERCISE.plan(FindMentors(people=people), CONTENT)
    assert section is not None
    words = CONTENT.plan
    assert section.parts == (Grid((words.who, words.by), (("Asha", "1 Dec 2026"), ("Bo", ""))),)


def test_actions_with_a_day_are_in_the_calendar_and_others_are_not() -> None:
    answer = FindMentors(people=(ASHA, Person(id="0000000b", name="Bo", action="Write")))
    (day,) = EXERCISE.dates(answer, CONTENT)
    assert (day.on, day.title, day.details) == (date(2026, 12, 1), "Say hello (Asha)", "With Asha")
