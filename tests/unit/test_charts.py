"""Charts that can be read in three seconds: honest scales, and a number in every part."""

from random import Random

import pandas as pd
import pytest

from exercises import AGENDA, Exercise, charts
from exercises.exercise import Picture
from tests.unit.test_agenda import summary_of

STYLE = charts.Style("light", "{:.0%}".format, "A note.")


def drawn(exercise: Exercise) -> list[Picture]:
    return exercise.pictures({"n": 30, **summary_of(exercise, 30)}, exercise.content(), "light")


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_a_bar_as_long_means_the_same_in_every_picture(exercise: Exercise) -> None:
    """A third of a room isn't as long as all of another: a share goes from 0 to 100%."""
    for picture in drawn(exercise):
        kinds = {trace.type for trace in picture.figure.data}
        if kinds == {"bar"} and picture.slug != "borda":  # which says what its whole width is
            assert tuple(picture.figure.layout.xaxis.range) == (0, 1), picture.slug


def test_one_person_of_thirty_has_a_number_in_the_bar() -> None:
    table = pd.DataFrame({"Route": ["Ask"], "Tried": [1 / 30], "Not": [29 / 30], "None": [0.0]})
    figure = charts.stacked(table, STYLE, ordered=False)
    assert [list(trace.text) for trace in figure.data] == [["3%"], ["97%"], [""]]


def test_a_cell_is_as_dark_as_it_has_people_and_no_leader_darker_than_more() -> None:
    rng = Random(1)
    table = pd.DataFrame({"A": ["x", "y"], "One": [0.3, 0.33], "Other": [0.47, rng.random() / 10]})
    figure = charts.heat(table, STYLE, strong=[[False, True], [True, False]])
    (one, other), (leads, _) = figure.data[0].z
    assert other == 1
    assert one < leads < other
    assert leads - one == pytest.approx(0.03 / 0.47)
