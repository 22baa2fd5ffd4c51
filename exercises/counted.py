"""Answers whose shared fields are computed from private ones, so that the two never disagree."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import model_validator

from exercises.exercise import PRIVATE, Answer


class CountedAnswer(Answer):
    """An answer that computes some of its shared fields itself, whatever a page or a client sends.

    A paper form that someone typed in has no private half, so it keeps the numbers it came with.
    """

    # Once anything was written, fields are computed from it, even after it's all been deleted.
    written: Annotated[bool, PRIVATE] = False

    def is_written(self) -> bool:
        """Say whether any private field that counts is filled in."""
        raise NotImplementedError

    def counted(self) -> Mapping[str, Any]:
        """Return the shared fields, computed from the private ones."""
        raise NotImplementedError

    # Runs after field validation: a "before" validator would make JSON as strict as Python, and
    # stored dates could no longer be read.
    @model_validator(mode="after")
    def _count(self) -> "CountedAnswer":
        if self.written or self.is_written():
            self.__dict__.update(self.counted(), written=True)
        return self
