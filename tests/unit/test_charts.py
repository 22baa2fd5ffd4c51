"""Charts are readable in three seconds: honest scales, and a number in every part."""

from dataclasses import replace
from random import Random

import pandas as pd
import pytest

from exercises import AGENDA, Exercise, charts, sizes
from exercises.exercise import Picture
from pages.facilitator.parts import preview
from tests.unit.test_agenda import moves_of, summary_of

STYLE = charts.Style("light", "{:.0%}".format, "A note.")


def drawn(exercise: Exercise) -> list[Picture]:
    return exercise.pictures({"n": 30, **summary_of(exercise, 30)}, exercise.content(), "light")


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_a_bar_as_long_means_the_same_in_every_picture(exercise: Exercise) -> None:
    """A third of one room isn't as long as all of another: shares run from 0 to 100%."""
    for picture in drawn(exercise):
        kinds = {trace.type for trace in picture.figure.data}
        if kinds == {"bar"} and picture.slug != "borda":  # which labels its full width
            assert tuple(picture.figure.layout.xaxis.range) == (0, 1), picture.slug


def test_one_person_of_thirty_has_a_number_in_the_bar() -> None:
    table = pd.DataFrame({"Route": ["Ask"], "Tried": [1 / 30], "Not": [29 / 30], "None": [0.0]})
    figure = charts.stacked(table, STYLE, ordered=False)
    assert [list(trace.text) for trace in figure.data] == [["3%"], ["97%"], [""]]


def test_names_after_the_bars_keep_a_gap_although_they_are_bold() -> None:
    table = pd.DataFrame({"Item": ["One"], "Mentor": [0.6], "Sponsor": [0.3], "None": [0.1]})
    figure = charts.stacked(table, STYLE, after=("Holds", ["Sponsor"]), ordered=False)
    bold = 0.6 * charts.FONT_SIZE * len("Sponsor")
    assert figure.layout.margin.r - bold >= charts.FONT_SIZE
    (_, name) = figure.layout.annotations
    assert name.xshift == figure.layout.margin.r, "at the edge, away from the bars"


def test_a_cell_is_as_dark_as_it_has_people_and_no_leader_darker_than_more() -> None:
    rng = Random(1)
    table = pd.DataFrame({"A": ["x", "y"], "One": [0.3, 0.33], "Other": [0.47, rng.random() / 10]})
    figure = charts.heat(table, STYLE, strong=[[False, True], [True, False]])
    (one, other), (leads, _) = figure.data[0].z
    assert other == 1
    assert one < leads < other
    assert leads - one == pytest.approx(0.03 / 0.47)


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_a_stage_can_choose_every_chart_by_a_name_but_those_for_specialists(
    exercise: Exercise,
) -> None:
    shown = [picture.slug for picture in drawn(exercise) if not picture.folded]
    assert list(exercise.content().charts) == shown
    if exercise.moves:
        moved = exercise.moves.pictures(
            {"n": 30, **moves_of(exercise, 30)}, exercise.content(), "light"
        )
        assert list(exercise.content().charts_moved) == [picture.slug for picture in moved]


def test_a_stage_says_around_a_chart_what_the_chart_said() -> None:
    columns = {"Route": ["Ask", "Go"], "Tried & true": [0.5, 0.4], "No answer": [0.5, 0.6]}
    figure = charts.stacked(pd.DataFrame(columns), STYLE, ordered=False)
    said = sizes.said_around(figure)
    assert said.note == "A note."
    assert said.parts == (("Tried & true", STYLE.palette.hues[0]), ("No answer", ""))
    alone = sizes.alone(figure)
    assert not alone.layout.showlegend
    assert not alone.layout.title.text
    assert alone.layout.height < figure.layout.height
    drawn_on = [f.layout.height - f.layout.margin.t - f.layout.margin.b for f in (figure, alone)]
    assert drawn_on[0] == drawn_on[1], "the bars are as thick"
    bars = charts.bars(pd.DataFrame({"A": ["x"], "B": [0.5]}), STYLE)
    assert sizes.said_around(bars).parts == ()
    assert sizes.fitted(bars, 900, 500).layout.height == 500


def test_the_note_below_two_charts_also_says_what_only_one_of_them_leaves_out() -> None:
    table = pd.DataFrame({"Route": ["Ask", "Go"], "Tried": [0.5, 0.4], "No answer": [0.5, 0.6]})
    whole, some = (
        charts.stacked(table, replace(STYLE, note=note), ordered=False)
        for note in ("A note.", "A note. Some aren't shown.")
    )
    assert sizes.said_around(whole, some).note == "A note. Some aren't shown."
    assert sizes.said_around(some, whole).note == "A note. Some aren't shown."


def test_no_answer_is_named_only_where_someone_gave_none() -> None:
    columns = {"Route": ["Ask", "Go"], "Tried": [1.0, 0.4], "No answer": [0.0, 0.0]}
    some = pd.DataFrame(columns | {"No answer": [0.0, 0.6]})
    all_of_them, some_of_them = (
        charts.stacked(table, STYLE, ordered=False) for table in (pd.DataFrame(columns), some)
    )
    assert [name for name, _ in sizes.said_around(all_of_them).parts] == ["Tried"]
    assert [trace.showlegend for trace in all_of_them.data] == [None, False]
    assert all_of_them.layout.margin.t < some_of_them.layout.margin.t, "a line less"
    both = sizes.said_around(all_of_them, some_of_them).parts
    assert [name for name, _ in both] == ["Tried", "No answer"], "of two charts, what either has"


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda exercise: str(exercise.slug))
def test_names_of_two_lines_do_not_overlap_in_the_preview(exercise: Exercise) -> None:
    for picture in drawn(exercise):
        figure = sizes.alone(picture.figure)
        height, margin = preview.height_of(figure), figure.layout.margin
        names = figure.layout.yaxis.ticktext or ()
        if any("<br>" in name for name in names):
            first, last = figure.layout.yaxis.range
            row = (height - margin.t - margin.b) / abs(first - last)
            assert row >= 2 * 1.3 * charts.FONT_SIZE - 1, picture.slug
        assert height <= max(picture.figure.layout.height, preview.HIGHEST)
