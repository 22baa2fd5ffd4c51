"""Every place in an answer model that takes free text, at any depth, found by its JSON Schema."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from pydantic import ValidationError

from exercises import AGENDA, Exercise
from tests.fuzz.models import Schema

Put = Callable[[str], Any]


class TextField(NamedTuple):
    """A place for text in an exercise's answer, and its maximum length."""

    exercise: Exercise
    path: str
    longest: int
    put: Put

    def answer(self, text: str) -> dict[str, Any]:
        """Return an answer with this text here: nothing else if that's valid, or else a sample."""
        given: dict[str, Any] = self.put(text)
        for rest in ({}, *(self.exercise.sample(Random(i)).model_dump() for i in range(20))):
            try:
                self.exercise.answer.model_validate(
                    {**rest, **self.put("plain words"[: self.longest])}
                )
            except ValidationError:
                continue
            return {**rest, **given}
        raise LookupError(f"no answer of {self.exercise.slug} takes plain words at {self.path}")


def text_fields() -> list[TextField]:
    """Every text field of every answer on the agenda."""
    return [field for exercise in AGENDA for field in _of(exercise)]


def _of(exercise: Exercise) -> Iterator[TextField]:
    whole = exercise.answer.model_json_schema()
    for path, longest, put in _places(whole, whole.get("$defs", {})):
        yield TextField(exercise, path, longest, put)


def _places(schema: Schema, defs: Schema) -> Iterator[tuple[str, int, Put]]:
    if "$ref" in schema:
        yield from _places(defs[schema["$ref"].rpartition("/")[2]], defs)
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ())):
        yield from _places(one, defs)
    kind = schema.get("type")
    if kind == "string" and not {"enum", "const", "format", "pattern"} & set(schema):
        yield "", schema.get("maxLength", 10_000), lambda text: text
    elif kind == "array":
        yield from _in_list(schema, defs)
    elif kind == "object":
        yield from _in_table(schema, defs)


def _in_list(schema: Schema, defs: Schema) -> Iterator[tuple[str, int, Put]]:
    each = schema.get("prefixItems")
    if not each:
        for path, longest, put in _places(schema["items"], defs):
            yield f"[]{path}", longest, _between((), put, ())
        return
    for i, of in enumerate(each):
        before = tuple(_least(s, defs) for s in each[:i])
        after = tuple(_least(s, defs) for s in each[i + 1 :])
        for path, longest, put in _places(of, defs):
            yield f"[{i}]{path}", longest, _between(before, put, after)


def _in_table(schema: Schema, defs: Schema) -> Iterator[tuple[str, int, Put]]:
    fields = schema.get("properties", {})
    least = {name: _least(fields[name], defs) for name in schema.get("required", ())}
    for name, of in fields.items():
        for path, longest, put in _places(of, defs):
            yield f".{name}{path}", longest, _under(least, name, put)
    rest = schema.get("additionalProperties")
    if isinstance(rest, dict):
        names = schema.get("propertyNames", {})
        key = _least({"type": "string", **names}, defs)
        for path, longest, put in _places(rest, defs):
            yield f"{{}}{path}", longest, _under({}, key, put)


def _between(before: tuple[Any, ...], put: Put, after: tuple[Any, ...]) -> Put:
    return lambda text: (*before, put(text), *after)


def _under(rest: dict[str, Any], key: str, put: Put) -> Put:
    return lambda text: {**rest, key: put(text)}


def _least(schema: Schema, defs: Schema) -> Any:
    """A small value that a schema allows."""
    if "$ref" in schema:
        return _least(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "default" in schema:
        return schema["default"]
    if "enum" in schema or "const" in schema:
        return schema.get("const", (schema.get("enum") or [None])[0])
    if either := schema.get("anyOf") or schema.get("oneOf"):
        return _least(either[-1], defs)
    simple: dict[str, Any] = {
        "string": "x" * schema.get("minLength", 1),
        "integer": schema.get("minimum", 0),
        "number": schema.get("minimum", 0.0),
        "boolean": False,
        "array": tuple(_least(s, defs) for s in schema.get("prefixItems", ())),
        "null": None,
    }
    if schema["type"] in simple:
        return simple[schema["type"]]
    fields = schema.get("properties", {})
    return {name: _least(fields[name], defs) for name in schema.get("required", ())}
