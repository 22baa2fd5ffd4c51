"""What every exercise keeps to: done once its core is, and nothing said twice."""

import re
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


@pytest.mark.parametrize("exercise", AGENDA, ids=lambda e: e.slug)
def test_someone_learning_alone_reads_no_sentence_twice(exercise: Exercise) -> None:
    for language in exercise.wording.languages:
        content = exercise.content(language)
        for sentence in re.split(r"(?<=[.!?]) ", content.why):
            assert sentence not in content.teach, language
