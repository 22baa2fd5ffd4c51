"""A quiz on a page: one choice per item, and later each choice beside the right one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from exercises.quiz import Quiz
from exercises.quiz_text import QuizText
from pages.http.running import running
from pages.shared.identity.who import Attendee
from pages.shared.saving import fields, quick


@dataclass(frozen=True)
class Item:
    """An item's question, and why its right option is right."""

    what: str
    why: str


@dataclass(frozen=True)
class Asked:
    """A quiz with its wording, and the slug of its exercise."""

    slug: str
    quiz: Quiz
    items: Mapping[Any, Item]
    told: QuizText


def choose(me: Attendee, asked: Asked, before: Mapping[Any, str]) -> dict[str, str]:
    """Ask for a choice per item and return the choices, unchecked.

    Someone learning alone sees what's right after each answer; a room sees it with the results.
    While a room votes again, the first choices are there to be kept or changed, and tapping one
    again keeps it.
    """
    chosen: dict[str, str] = {}
    voting_again = running().store.rooms.state(me.cohort.code).of(asked.slug).voting_again
    for item in asked.quiz.items:
        with st.container(border=True, key=f"quiz-{item}"):
            option = fields.segmented_control(
                f"**{asked.told.numbered(item)}** {asked.items[item].what}",
                asked.quiz.options,
                default=before.get(item),
                format_func=asked.told.options.__getitem__,
                key=me.own(item),
                required=voting_again,
                width="stretch",
            )
            if me.cohort.alone:
                _tell_at_once(asked, item, option or "")
        if option:
            chosen[item] = option
    return chosen


def tell_own(asked: Asked, chosen: Mapping[Any, str], *, answers_told: bool) -> None:
    """List the attendee's choices beside the room's results, and what's right once revealed."""
    lines = []
    for item in asked.quiz.items:
        if option := chosen.get(item):
            shown = {"item": asked.told.numbered(item), "option": asked.told.options[option]}
            line = asked.told.words.chose.format(**shown)
            lines.append(f"{line} {_feedback(asked, item, option)}" if answers_told else line)
    if lines:
        with st.container(border=True):
            st.subheader(asked.told.words.yours, anchor=False)
            st.markdown("\n\n".join(lines))


def _tell_at_once(asked: Asked, item: str, option: str) -> None:
    """Say what's right, in a space as tall as the longest feedback.

    That way, nothing below moves under a thumb when it appears.
    """
    with quick.place(f"feedback-{item}", of=f"chose {option}") as is_new:
        if is_new:
            with st.container(key=f"room-for-feedback-{item}"):
                st.markdown(_feedback(asked, item, asked.quiz.right[item]))
            if option:
                st.markdown(_feedback(asked, item, option))


def _feedback(asked: Asked, item: str, option: str) -> str:
    right = asked.quiz.right[item]
    is_right = option == right
    told = asked.told.words.right if is_right else asked.told.words.other
    icon = ":material/check_circle:" if is_right else ":material/lightbulb:"
    why = asked.items[item].why
    return f"{icon} {told.format(option=asked.told.options[right], why=why)}"
