"""The answer model alone decides what summaries may read."""

import json
from typing import Annotated

import pytest
from pydantic import BaseModel

from data import halves
from data.halves import UndeclaredHalf


class Card(BaseModel):
    votes: Annotated[int, "shared"] = 0
    words: Annotated[str, "private"] = ""


class Careless(BaseModel):
    votes: int = 0


def test_an_answer_is_split_as_its_fields_declare() -> None:
    shared, private = halves.split(Card(votes=3, words="for me"))
    assert json.loads(shared) == {"votes": 3}
    assert json.loads(private) == {"words": "for me"}


def test_a_field_that_declares_nothing_is_never_stored() -> None:
    with pytest.raises(UndeclaredHalf, match=r"Careless\.votes"):
        halves.split(Careless(votes=1))


def test_the_halves_make_the_answer_again() -> None:
    card = Card(votes=3, words="für mich 🙂")
    assert Card.model_validate_json(halves.joined(*halves.split(card))) == card
