"""A quiz on a page: one choice an item, and what a reveal tells about each that was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from exercises.quiz import Quiz, QuizWords
from pages.shared import fields
from pages.shared.who import Attendee


@dataclass(frozen=True)
class Item:
    """An item as people read it: what is asked, and why the right option is right."""

    what: str
    why: str


@dataclass(frozen=True)
class Asked:
    """A quiz as people read it."""

    quiz: Quiz
    items: Mapping[Any, Item]
    options: Mapping[str, str]
    question: str
    words: QuizWords


def choose(
    me: Attendee, asked: Asked, before: Mapping[Any, str], *, revealed: bool
) -> dict[str, str]:
    """Ask for a choice per item and return what is chosen, unchecked."""
    chosen: dict[str, str] = {}
    for n, item in enumerate(asked.quiz.items, start=1):
        option = fields.segmented_control(
            f"**{n}.** {asked.items[item].what}",
            asked.quiz.options,
            default=before.get(item),
            format_func=asked.options.__getitem__,
            key=me.own(item),
            width="stretch",
        )
        if option:
            chosen[item] = option
        if option and revealed:
            _tell(asked, item, is_right=option == asked.quiz.right[item])
    return chosen


def _tell(asked: Asked, item: str, *, is_right: bool) -> None:
    words = asked.words.right if is_right else asked.words.other
    right = asked.options[asked.quiz.right[item]]
    icon = ":material/check_circle:" if is_right else ":material/lightbulb:"
    st.markdown(f"{icon} {words.format(option=right, why=asked.items[item].why)}")
