"""The contract that every exercise in AGENDA keeps: what an exercise *is*."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated, Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from exercises.content import Content

# The two halves of an answer (DESIGN 4). A field says which half it belongs to in its annotation:
# `ranking: Annotated[tuple[Criterion, ...], SHARED]`. The store splits by these words.
SHARED: Final = "shared"
PRIVATE: Final = "private"

# Everything Unicode calls a control character, and the invisible ones that turn the reading
# direction round: neither can be typed on purpose, both can spoof what is shown (DESIGN 9).
# Tab, newline and the joiners inside emoji stay.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def plain_text(text: str) -> str:
    """Return the text when it holds only what a person can type; raise ValueError otherwise."""
    if _UNWANTED.search(text) or _SURROGATE.search(text):
        raise ValueError("contains control characters; please type it again")
    return text


Name = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=60), AfterValidator(plain_text)
]


class Answer(BaseModel):
    """What one person gave: immutable, strictly typed, and refusing what it does not know."""

    # Strict, because a websocket client can send any value (DESIGN 9). `hide_input_in_errors`
    # keeps what people wrote out of messages and logs.
    model_config = ConfigDict(
        strict=True, frozen=True, extra="forbid", allow_inf_nan=False, hide_input_in_errors=True
    )


Theme = Literal["light", "dark"]
Summary = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """One chart of a room: its headline in words, the figure, and the same figures as a table."""

    slug: str
    headline: str
    figure: go.Figure
    table: pd.DataFrame
    dense: bool = False  # its numbers would run together on a phone, where the table stands in


@dataclass(frozen=True)
class Exercise:
    """One exercise of the agenda; everything the house needs to run it without knowing it."""

    slug: str
    answer: type[Answer]
    content: Content
    summary_sql: str
    pictures: Callable[[Summary, Content, Theme], list[Picture]]
    sample: Callable[[Random], Answer]


def beside(module_file: str, name: str) -> Path:
    """Return the path of a file in the same folder as the exercise's module."""
    return Path(module_file).with_name(name)
