"""Every exercise on the agenda meets the contract; a new one is covered the day it's listed."""

import json
import tomllib
from pathlib import Path
from random import Random

import duckdb
import pytest
from pydantic import ValidationError

from data import halves
from exercises import AGENDA, Exercise, exercise
from exercises.exercise import Picture
from exercises.plan import Grid

ROOT = Path(__file__).parents[2]

each_exercise = pytest.mark.parametrize("exercise_", AGENDA, ids=lambda e: e.slug)


@each_exercise
def test_folder_page_and_content_share_the_slug(exercise_: Exercise) -> None:
    folder = ROOT / "exercises" / exercise_.slug
    assert (folder / "summary.sql").is_file()
    assert tomllib.loads((folder / "content.en.toml").read_text("utf-8"))["title"]
    assert (ROOT / "pages" / "attendee" / f"{exercise_.slug}.py").is_file()
    assert exercise(exercise_.slug) is exercise_


def test_slugs_are_told_apart() -> None:
    assert len({e.slug for e in AGENDA}) == len(AGENDA)
    assert exercise("no_such_exercise") is None


@each_exercise
def test_every_field_of_an_answer_declares_its_half(exercise_: Exercise) -> None:
    declared = {halves.half_of(exercise_.answer, f) for f in exercise_.answer.model_fields}
    assert declared <= {"shared", "private"}
    assert halves.shared_fields(exercise_.answer), "a room has something to count"


@each_exercise
def test_an_empty_answer_is_valid_because_everyone_starts_with_one(exercise_: Exercise) -> None:
    exercise_.answer()


@each_exercise
def test_a_sample_answer_survives_being_stored_and_read(exercise_: Exercise) -> None:
    for seed in range(50):
        answer = exercise_.sample(Random(seed))
        assert exercise_.answer.model_validate_json(halves.joined(*halves.split(answer))) == answer


@each_exercise
def test_the_plan_tells_in_plain_text_what_was_given(exercise_: Exercise) -> None:
    assert exercise_.plan(exercise_.answer(), exercise_.content()) is None, "nothing given yet"
    for seed in range(50):
        section = exercise_.plan(exercise_.sample(Random(seed)), exercise_.content())
        assert section is not None
        assert section.title.strip()
        assert section.parts
        for part in section.parts:
            if isinstance(part, Grid):
                assert {len(row) for row in part.rows} == {len(part.columns)}
        assert "{" not in repr(section)


@each_exercise
def test_an_unknown_field_is_refused(exercise_: Exercise) -> None:
    with pytest.raises(ValidationError):
        exercise_.answer.model_validate({"surprise": 1})


@each_exercise
@pytest.mark.parametrize("room_size", [0, 1, 30])
def test_the_summary_is_one_row_over_any_room_and_can_be_told_as_json(
    exercise_: Exercise, room_size: int
) -> None:
    parts = summary_of(exercise_, room_size)
    json.dumps(parts, allow_nan=False)


@each_exercise
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_picture_says_in_words_what_it_shows(exercise_: Exercise, theme: str) -> None:
    seen = {"n": 30, **summary_of(exercise_, 30)}
    pictures = exercise_.pictures(seen, exercise_.content(), theme)  # type: ignore[arg-type]
    assert pictures
    assert len({p.slug for p in pictures}) == len(pictures)
    for picture in pictures:
        assert picture.headline.strip()
        assert "{" not in picture.headline
        assert not picture.table.empty
        assert picture.figure.layout.font.size >= 18


@each_exercise
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_who_moved_between_two_votes_is_told_in_words(exercise_: Exercise, theme: str) -> None:
    if exercise_.moves is None:
        pytest.skip("one vote only")
    figures = {"n": 30, **moves_of(exercise_, 30)}
    json.dumps(figures, allow_nan=False)
    pictures = exercise_.moves.pictures(figures, exercise_.content(), theme)  # type: ignore[arg-type]
    assert pictures
    assert all(p.headline.strip() and "{" not in p.headline for p in pictures)


def moves_of(exercise_: Exercise, room_size: int) -> dict[str, object]:
    """Who moved between two unrelated votes."""
    assert exercise_.moves
    rng = Random(8)
    votes = [[halves.split(exercise_.sample(rng))[0] for _ in range(2)] for _ in range(room_size)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE minimum AS SELECT 1 AS least")
        connection.execute("CREATE TABLE votes (attendee VARCHAR, first VARCHAR, second VARCHAR)")
        rows = [(str(i), *vote) for i, vote in enumerate(votes)]
        connection.executemany("INSERT INTO votes VALUES (?, ?, ?)", rows)
        found = connection.execute(exercise_.moves.sql)
        names = [column[0] for column in found.description]
        (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


def summary_of(exercise_: Exercise, room_size: int) -> dict[str, object]:
    """The summary of a room of sample answers, as the store would compute it."""
    rng = Random(7)
    room = [(str(i), halves.split(exercise_.sample(rng))[0]) for i in range(room_size)]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE latest (attendee VARCHAR, shared VARCHAR)")
        connection.execute("CREATE TABLE minimum AS SELECT 1 AS least")
        if room:
            connection.executemany("INSERT INTO latest VALUES (?, ?)", room)
        rows = connection.execute(exercise_.summary_sql)
        names = [column[0] for column in rows.description]
        found = rows.fetchall()
    assert len(found) == 1
    return dict(zip(names, found[0], strict=True))


@each_exercise
def test_every_number_of_a_table_is_a_share_a_count_or_a_mean(exercise_: Exercise) -> None:
    for picture, n in pictures_of(exercise_):
        for column in picture.table.columns:
            values = picture.table[column].dropna().tolist()
            if picture.holds(column) == "share":
                assert all(0 <= value <= 1 for value in values), column
            if counted := picture.counted(column, n):
                whole = n if picture.whole is None else picture.whole
                assert [c / whole for c in counted] == pytest.approx(values), column


@each_exercise
def test_what_a_report_is_made_of_is_there(exercise_: Exercise) -> None:
    drawn = {picture.slug for picture, _ in pictures_of(exercise_)}
    assert {*exercise_.in_report, *exercise_.in_summary.values()} <= drawn


def pictures_of(exercise_: Exercise) -> list[tuple[Picture, int]]:
    """The pictures of 30 sample answers and of who moved, each with how many people it covers."""
    seen = {"n": 30, **summary_of(exercise_, 30)}
    pictures = exercise_.pictures(seen, exercise_.content(), "light")
    if exercise_.moves:
        moved = {"n": 30, **moves_of(exercise_, 30)}
        pictures += exercise_.moves.pictures(moved, exercise_.content(), "light")
    return [(picture, 30 if picture.n is None else picture.n) for picture in pictures]


@each_exercise
def test_every_step_has_a_guide_of_a_minute_s_reading_aloud(exercise_: Exercise) -> None:
    guide = exercise_.content().guide
    assert guide
    assert 60 <= len(guide.say.split()) <= 120
