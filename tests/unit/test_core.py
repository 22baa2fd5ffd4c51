"""An exercise is done once its core is: one tap of eight isn't."""

from random import Random

import pytest

from exercises import AGENDA, Exercise
from tests.complete import complete


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_only_all_of_the_core_is_done(exercise: Exercise) -> None:
    n, of = exercise.core(complete(exercise.slug))
    assert n == of > 1
    assert exercise.core(exercise.answer())[0] == 0, "nothing is done yet"
    for seed in range(20):
        n, of = exercise.core(exercise.sample(Random(seed)))
        assert 0 <= n <= of
