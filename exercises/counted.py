"""Answers with shared fields that are counted from private ones, so that the two never disagree."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import model_validator

from exercises.exercise import PRIVATE, Answer


class CountedAnswer(Answer):
    """An answer that counts some of its shared fields itself, whatever a page or a client says.

    A form that somebody else typed in has no private half: it keeps the figures that it gives.
    """

    # Once there were own words, figures are counted from them, also when all are taken away again.
    written: Annotated[bool, PRIVATE] = False

    def is_written(self) -> bool:
        """Say whether any of the private fields that are counted holds something."""
        raise NotImplementedError

    def counted(self) -> Mapping[str, Any]:
        """Return the shared fields that follow from the private ones."""
        raise NotImplementedError

    # After the fields, because a validator before them would make JSON as strict as Python: no
    # stored date could be read again.
    @model_validator(mode="after")
    def _count(self) -> "CountedAnswer":
        if self.written or self.is_written():
            self.__dict__.update(self.counted(), written=True)
        return self
