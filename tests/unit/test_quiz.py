"""The two quizzes: valid choices, the room's choices, who moved, and what spoils no vote."""

import json
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises import Exercise, find_mentors, myths, nurture, roles
from exercises.myths.answer import QUIZ as MYTHS
from exercises.quiz import COURSES, Quiz
from exercises.roles.answer import QUIZ as ROLES

Choices = dict[str, str]
QUIZZES = [
    pytest.param(roles.EXERCISE, ROLES, "roles", id="roles"),
    pytest.param(myths.EXERCISE, MYTHS, "votes", id="myths"),
]
each_quiz = pytest.mark.parametrize(("exercise", "quiz", "field"), QUIZZES)


def rows_of(
    sql: str, table: str, rows: Sequence[tuple[str | None, ...]], least: int = 1
) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE minimum AS SELECT ? AS least", [least])
        connection.execute(f"CREATE TABLE {table}")
        for row in rows:
            name = table.partition("(")[0]
            connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)
        ((found,),) = connection.execute(sql).fetchall()
    return list(found)


def summary(exercise: Exercise, field: str, room: list[Choices]) -> dict[str, Any]:
    rows = [(str(i), json.dumps({field: choices})) for i, choices in enumerate(room)]
    table = "latest(attendee VARCHAR, shared VARCHAR)"
    return {"n": len(room), "rows": rows_of(exercise.summary_sql, table, rows)}


def moved(
    exercise: Exercise, field: str, room: Sequence[tuple[Choices, Choices | None]], least: int = 1
) -> dict[str, Any]:
    assert exercise.moves
    rows = [
        (
            str(i),
            json.dumps({field: first}),
            None if second is None else json.dumps({field: second}),
        )
        for i, (first, second) in enumerate(room)
    ]
    table = "votes(attendee VARCHAR, first VARCHAR, second VARCHAR)"
    n = sum(second is not None for _, second in room)
    return {"n": n, "rows": rows_of(exercise.moves.sql, table, rows, least)}


def some_choices(quiz: Quiz, rng: random.Random) -> Choices:
    return {item: rng.choice(quiz.options) for item in quiz.items if rng.random() < 0.8}


def course(quiz: Quiz, item: str, first: str, second: str) -> str:
    was, now = first == quiz.right[item], second == quiz.right[item]
    return {
        (True, True): "stayed_right",
        (False, True): "became_right",
        (True, False): "became_wrong",
        (False, False): "stayed_wrong",
    }[was, now]


@each_quiz
def test_what_a_page_could_not_send_is_refused(exercise: Exercise, quiz: Quiz, field: str) -> None:
    item, option = quiz.items[0], quiz.options[0]
    wrongs: list[Any] = [
        {"no_such_item": option},
        {item: "no_such_option"},
        {item: [option]},
        {item: None},
        [item],
        option,
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError):
            exercise.answer.model_validate({field: wrong})
    assert exercise.answer.model_validate({field: {item: option}})


@each_quiz
def test_every_choice_is_counted_and_nothing_else_is(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    del quiz
    assert list(halves.shared_fields(exercise.answer)) == [field, "again"]
    uncounted = set(exercise.answer.model_fields) - {field, "again"}
    assert uncounted <= {"overlap"}, "a situation without a right answer, which nobody counts"


@each_quiz
@pytest.mark.parametrize("size", [0, 1, 40])
def test_a_room_is_counted_as_a_plain_count_does(
    exercise: Exercise, quiz: Quiz, field: str, size: int
) -> None:
    rng = random.Random(size)
    room = [some_choices(quiz, rng) for _ in range(size)]
    plain = Counter((item, option) for choices in room for item, option in choices.items())
    found = summary(exercise, field, room)["rows"]
    assert [row["item"] for row in found] == list(quiz.items)
    for row in found:
        assert row["counts"] == {option: plain[row["item"], option] for option in quiz.options}


@each_quiz
@pytest.mark.parametrize("least", [1, 3, 5])
@pytest.mark.parametrize("size", [0, 1, 6, 12, 40])
def test_movers_are_counted_as_a_plain_count_does(
    exercise: Exercise, quiz: Quiz, field: str, size: int, least: int
) -> None:
    rng = random.Random(size)
    room = [
        (some_choices(quiz, rng), some_choices(quiz, rng) if rng.random() < 0.7 else None)
        for _ in range(size)
    ]
    found = moved(exercise, field, room, least)["rows"]
    assert [row["item"] for row in found] == list(quiz.items)
    for row in found:
        counted = moves_of(quiz, row["item"], room, least)
        assert {c: row[c] for c in COURSES} == {c: counted[c] for c in COURSES}


def moves_of(
    quiz: Quiz, item: str, room: Sequence[tuple[Choices, Choices | None]], least: int
) -> Counter[str]:
    """Count who moved where in an item; nobody, if only a few are in just one of the votes."""
    pairs = [(first.get(item), (second or {}).get(item)) for first, second in room]
    both = [(before, after) for before, after in pairs if before and after]
    only_before = sum(1 for before, after in pairs if before and not after)
    only_after = sum(1 for before, after in pairs if after and not before)
    if len(both) < least or 0 < only_before < least or 0 < only_after < least:
        return Counter()
    return Counter(course(quiz, item, before, after) for before, after in both)


@each_quiz
def test_the_picture_of_a_vote_does_not_know_what_is_right(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    """Swap right and wrong for a room: only what the room said may change."""
    wrong = {i: next(o for o in quiz.options if o != right) for i, right in quiz.right.items()}
    (shown,) = exercise.pictures(summary(exercise, field, [wrong] * 5), exercise.content(), "light")
    sql = exercise.summary_sql
    assert not any(f"'{item}', '{right}'" in sql for item, right in quiz.right.items())
    assert "right" not in shown.headline.lower()


@each_quiz
def test_the_headline_names_what_is_clear_and_what_divides(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    clear, divided = quiz.items[0], quiz.items[1]
    one, other = quiz.options[0], quiz.options[1]
    room = [{clear: one, divided: one if i < 3 else other} for i in range(5)]
    (picture,) = exercise.pictures(summary(exercise, field, room), exercise.content(), "light")
    names = exercise.content().told().items  # type: ignore[attr-defined]
    assert picture.headline == (
        f"People agreed most on “{names[clear]}” ({told_option(exercise, one)}, 100%)."
        f" They agreed least on “{names[divided]}” ({told_option(exercise, one)}, 60%)."
    )
    numbered = [f"1 · {names[clear]}", f"2 · {names[divided]}"]
    assert picture.table.iloc[:, 0].tolist() == numbered, "of no other item"


@each_quiz
def test_the_headline_names_all_that_are_level_or_counts_them(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    one, other = quiz.options[0], quiz.options[1]
    names = list(exercise.content().told().items.values())  # type: ignore[attr-defined]

    def headline(*most: int) -> str:
        """The headline of a room of six in which this many chose the same in each item."""
        room = [
            {item: one if n < many else other for item, many in zip(quiz.items, most, strict=False)}
            for n in range(6)
        ]
        (picture,) = exercise.pictures(summary(exercise, field, room), exercise.content(), "light")
        return picture.headline

    first, second = told_option(exercise, one), told_option(exercise, other)
    assert headline(6, 6, 4) == (
        f"People agreed most on “{names[0]}” ({first}) and “{names[1]}” ({first}), 100% each."
        f" They agreed least on “{names[2]}” ({first}, 67%)."
    )
    assert headline(6, 0, 4).startswith(
        f"People agreed most on “{names[0]}” ({first}) and “{names[1]}” ({second}), 100% each."
    ), "they may agree that one is true, and another isn't"
    assert headline(6, 3, 3).endswith(
        f"They agreed least on “{names[1]}” ({first} and {second}) and"
        f" “{names[2]}” ({first} and {second}), where no answer has more than 50%."
    ), "split in half"
    assert headline(6, 6, 6, 6, 5).startswith("People agreed most on 4 of 5 ")
    assert "where the most common answer has 100%. They" in headline(6, 6, 6, 6, 5)
    assert headline(6, 6, 6, 6).startswith("People agreed equally on each of these 4 ")
    assert headline(6, 3).endswith(f"“{names[1]}” ({first} and {second}, 50% each).")
    assert headline(6, 4, 4).endswith(
        f"They agreed least on “{names[1]}” ({first}) and “{names[2]}” ({first}),"
        " where no answer has more than 67%."
    )
    assert "They agreed least on 4 of 5 " in headline(6, 4, 4, 4, 4)
    assert headline(6, 4, 4, 4, 4).endswith(", where no answer has more than 67%.")
    only = f"The most common answer to “{names[0]}” is {told_option(exercise, one)} (100%)."
    assert headline(6) == only


def told_option(exercise: Exercise, option: str) -> str:
    told: str = exercise.content().told().options[option]  # type: ignore[attr-defined]
    return told


@each_quiz
def test_of_two_moves_that_are_as_large_both_are_named(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    assert exercise.moves
    names = list(exercise.content().told().items.values())  # type: ignore[attr-defined]
    wrong = {i: next(o for o in quiz.options if o != right) for i, right in quiz.right.items()}

    def headline(items: int) -> str:
        moved_in = quiz.items[:items]
        room = [({i: wrong[i] for i in moved_in}, {i: quiz.right[i] for i in moved_in})] * 4
        assert exercise.moves
        figures = moved(exercise, field, room)
        _, picture = exercise.moves.pictures(figures, exercise.content(), "light")
        return picture.headline

    assert headline(2) == f"Biggest moves: “{names[0]}” and “{names[1]}”."
    assert headline(4).startswith("Biggest moves: 4 of 4 ")
    assert headline(4).endswith(", all by the same amount.")


@each_quiz
def test_who_moved_in_each_item_is_two_dots_on_one_scale(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    assert exercise.moves
    item = quiz.items[0]
    right, wrong = quiz.right[item], next(o for o in quiz.options if o != quiz.right[item])
    room = [({item: wrong}, {item: right})] * 3 + [({item: right}, {item: right})]
    _, picture = exercise.moves.pictures(moved(exercise, field, room), exercise.content(), "light")
    _, before, after = picture.figure.data
    assert (list(before.x), list(after.x)) == ([0.25], [1.0])
    assert picture.figure.layout.xaxis.tickvals[0] == 0
    assert picture.figure.layout.xaxis.tickvals[-1] == 1


@each_quiz
def test_the_headline_of_the_second_vote_names_the_largest_move(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    assert exercise.moves
    item = quiz.items[2]
    right = quiz.right[item]
    wrong = next(o for o in quiz.options if o != right)
    room = [({item: wrong}, {item: right})] * 3 + [({item: wrong}, {item: wrong})]
    _, picture = exercise.moves.pictures(moved(exercise, field, room), exercise.content(), "dark")
    assert "from 0% to 75%" in picture.headline
    still = [({item: right}, {item: right})] * 4
    _, picture = exercise.moves.pictures(moved(exercise, field, still), exercise.content(), "dark")
    assert "came out like the first" in picture.headline


@each_quiz
def test_who_moved_is_a_flow_of_all_choices_from_one_vote_to_the_next(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    assert exercise.moves
    one, other = quiz.items[:2]
    right = quiz.right
    wrong = {item: next(o for o in quiz.options if o != right[item]) for item in (one, other)}
    room = [
        ({one: right[one], other: wrong[other]}, {one: right[one], other: right[other]}),
        ({one: right[one], other: wrong[other]}, {one: wrong[one], other: wrong[other]}),
    ]
    flow, _ = exercise.moves.pictures(moved(exercise, field, room), exercise.content(), "light")
    assert flow.table.iloc[:, 2].tolist() == [0.25, 0.25, 0.25, 0.25]
    assert list(flow.figure.data[0].link.value) == [0.25, 0.25, 0.25, 0.25]
    assert flow.headline.startswith("25% of all choices changed to the right answer, 25%")
    nothing: dict[str, str] = {}
    left_open = [({one: right[one]}, nothing)] * 3
    nobody = exercise.moves.pictures(moved(exercise, field, left_open), exercise.content(), "dark")
    assert nobody == [], "nobody chose twice: there is nothing that moves"


@each_quiz
def test_rules_and_sql_name_the_same_right_options(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    del field
    assert exercise.moves
    for item, right in quiz.right.items():
        assert f"['{item}', '{right}']" in exercise.moves.sql


@each_quiz
def test_no_option_is_always_right(exercise: Exercise, quiz: Quiz, field: str) -> None:
    del exercise, field
    assert set(quiz.right.values()) == set(quiz.options)


@each_quiz
def test_the_plan_says_what_was_chosen_and_spoils_no_vote(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    item = quiz.items[0]
    answer = exercise.answer.model_validate({field: {item: quiz.options[0]}})
    section = exercise.plan(answer, exercise.content())
    assert section is not None
    reasons = [w.why for w in getattr(exercise.content(), "scenarios", {}).values()] + [
        w.why for w in getattr(exercise.content(), "statements", {}).values()
    ]
    assert reasons
    assert not any(why in repr(section) for why in reasons)


@each_quiz
def test_the_answers_stand_beside_the_bars_only_where_they_are_asked_for(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    figures = summary(exercise, field, [dict(quiz.right)] * 5)
    (without,) = exercise.pictures(figures, exercise.content(), "light")
    assert exercise.pictures_with_answers
    (with_them,) = exercise.pictures_with_answers(figures, exercise.content(), "light")
    beside = [str(a.text) for a in with_them.figure.layout.annotations]
    options = exercise.content().told().options  # type: ignore[attr-defined]
    assert beside[1:] == [f"<b>{options[right]}</b>" for right in quiz.right.values()]
    assert not set(beside[1:]) & {str(a.text) for a in without.figure.layout.annotations}


@each_quiz
def test_once_answers_are_told_the_headline_says_how_the_room_did(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    """Not what was chosen most: the whole room may be wrong in the same way."""
    names = list(exercise.content().told().items.values())  # type: ignore[attr-defined]

    def headline(*hits: int) -> str:
        """The headline of a room of five in which this many had each item right."""
        pairs = list(zip(quiz.items, hits, strict=False))
        wrong = {i: next(o for o in quiz.options if o != quiz.right[i]) for i in quiz.items}
        room = [{i: quiz.right[i] if n < hit else wrong[i] for i, hit in pairs} for n in range(5)]
        assert exercise.pictures_with_answers
        figures = summary(exercise, field, room)
        (picture,) = exercise.pictures_with_answers(figures, exercise.content(), "light")
        return picture.headline

    assert headline(4, 2, 0) == (
        f"People were right most often about “{names[0]}” (80%)."
        f" They were right least often about “{names[2]}” (0%)."
    )
    assert headline(4, 4, 1, 1) == (
        f"People were right most often about “{names[0]}” and “{names[1]}” (80% each)."
        f" They were right least often about “{names[2]}” and “{names[3]}” (20% each)."
    )
    assert "least often about 4 of 5 " in headline(4, 1, 1, 1, 1)
    assert headline(2, 2).startswith("People were right equally often about each of these 2 ")
    assert headline(1) == f"20% were right about “{names[0]}”."


@each_quiz
def test_the_right_part_of_each_bar_has_a_tick_only_once_answers_are_told(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    figures = summary(exercise, field, [dict(quiz.right)] * 5)
    (without,) = exercise.pictures(figures, exercise.content(), "light")
    assert exercise.pictures_with_answers
    (with_them,) = exercise.pictures_with_answers(figures, exercise.content(), "light")
    assert "✓" not in str(without.figure)
    for option, trace in zip(quiz.options, with_them.figure.data, strict=False):
        ticked = [row for row, text in enumerate(trace.text) if "✓" in text]
        assert ticked == [row for row, its in enumerate(quiz.right.values()) if its == option]
        assert all(trace.text[row] == "<b>✓100</b>" for row in ticked)


@each_quiz
def test_the_note_says_that_items_are_hidden_only_where_some_are(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    def note(room: list[Choices]) -> str:
        (picture,) = exercise.pictures(summary(exercise, field, room), exercise.content(), "light")
        return " ".join(str(picture.figure.layout.title.text).replace("<br>", " ").split())

    assert note([{quiz.items[0]: quiz.options[0]}] * 5).endswith(
        "too few people answered aren't shown."
    )
    assert "too few" not in note([dict(quiz.right)] * 5)


@each_quiz
def test_who_moved_says_that_items_are_hidden_only_where_some_are(
    exercise: Exercise, quiz: Quiz, field: str
) -> None:
    some, everything = {quiz.items[0]: quiz.options[0]}, dict(quiz.right)
    assert exercise.moves
    for choices, hidden in ((some, True), (everything, False)):
        figures = moved(exercise, field, [(choices, choices)] * 5)
        for picture in exercise.moves.pictures(figures, exercise.content(), "light"):
            note = " ".join(str(picture.figure.layout.title.text).replace("<br>", " ").split())
            assert note.endswith("aren't shown, to protect people's privacy.") == hidden


@pytest.mark.parametrize("language", ["en", "de", "es", "fr"])
def test_shares_beside_those_without_an_answer_are_not_said_to_be_of_those_who_answered(
    language: str,
) -> None:
    quizzes = [of.in_(language).told().words for of in (roles.WORDING, myths.WORDING)]
    (note,) = {words.note for words in quizzes}
    assert find_mentors.WORDING.in_(language).picture.note == note
    assert all(words.note_answers.startswith(note) for words in quizzes)
    of_who_answered = nurture.WORDING.in_(language).pictures.note_clause
    assert not of_who_answered.startswith(note.removesuffix("."))
