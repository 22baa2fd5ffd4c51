"""The two halves of an answer, split only by what its model declares."""

import json
from typing import Any

from pydantic import BaseModel

HALVES = ("shared", "private")


class UndeclaredHalf(TypeError):
    """A field of an answer model doesn't declare which half it belongs to."""


def half_of(model: type[BaseModel], field: str) -> str:
    """Return "shared" or "private" for a field; raise UndeclaredHalf unless it declares one."""
    declared = [mark for mark in model.model_fields[field].metadata if mark in HALVES]
    if len(declared) != 1:
        raise UndeclaredHalf(f"{model.__name__}.{field} must be either shared or private")
    return str(declared[0])


def split(answer: BaseModel) -> tuple[str, str]:
    """Return the shared and private halves of an answer, each as JSON."""
    halves: dict[str, dict[str, Any]] = {half: {} for half in HALVES}
    for field, value in answer.model_dump(mode="json").items():
        halves[half_of(type(answer), field)][field] = value
    return _json(halves["shared"]), _json(halves["private"])


def shared_fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields that summaries may read."""
    return tuple(f for f in model.model_fields if half_of(model, f) == "shared")


def joined(shared: str, private: str) -> str:
    """Return the two halves joined into one JSON object."""
    return _json({**json.loads(shared), **json.loads(private)})


def _json(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False)
