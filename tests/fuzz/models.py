"""Values an answer model allows, read from its JSON Schema, so new exercises are covered too."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from hypothesis import strategies as st
from pydantic import BaseModel

from tests.fuzz.values import MARKED_UP, OF_THE_WORLD

Schema = Mapping[str, Any]
Values = st.SearchStrategy[Any]

_LONGEST_LIST: Final = 6

_LINES = st.sampled_from((*OF_THE_WORLD, *MARKED_UP, "", "one", "two\nlines"))


def values(model: type[BaseModel]) -> Values:
    """Values that a page could give a model: mostly valid, apart from what validators add."""
    whole = model.model_json_schema()
    return _values(whole, whole.get("$defs", {}))


def _values(schema: Schema, defs: Schema) -> Values:
    if "$ref" in schema:
        return _values(defs[schema["$ref"].rpartition("/")[2]], defs)
    if either := schema.get("anyOf") or schema.get("oneOf"):
        return st.one_of([_values(one, defs) for one in either])
    if "const" in schema:
        return st.just(schema["const"])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    return _OF_TYPE[schema["type"]](schema, defs)


def _table(schema: Schema, defs: Schema) -> Values:
    if fields := schema.get("properties"):
        made = {name: _values(of, defs) for name, of in fields.items()}
        must = {name: made.pop(name) for name in schema.get("required", ())}
        return st.fixed_dictionaries(must, optional=made)
    names = _values({"type": "string", **schema.get("propertyNames", {})}, defs)
    rest = _values(schema["additionalProperties"], defs)
    return st.dictionaries(names, rest, max_size=min(schema.get("maxProperties", 9), 4))


def _list(schema: Schema, defs: Schema) -> Values:
    if each := schema.get("prefixItems"):
        return st.tuples(*(_values(of, defs) for of in each))
    items = _values(schema["items"], defs)
    longest = min(schema.get("maxItems", _LONGEST_LIST), max(_LONGEST_LIST, _least(schema)))
    once = repr if schema.get("uniqueItems") or "enum" in schema["items"] else None
    made = st.lists(items, min_size=_least(schema), max_size=longest, unique_by=once)
    return made.map(frozenset if schema.get("uniqueItems") else tuple)


def _least(schema: Schema) -> int:
    return int(schema.get("minItems", 0))


def _text(schema: Schema, defs: Schema) -> Values:
    del defs
    if "pattern" in schema:
        return st.from_regex(schema["pattern"].removesuffix("$") + r"\Z")
    if schema.get("format") in _MOMENTS:
        return _MOMENTS[schema["format"]]
    least, longest = schema.get("minLength", 0), schema.get("maxLength", 200)
    return _LINES.map(lambda text: text.ljust(least, "x")[:longest])


_MOMENTS: dict[str, Values] = {
    "date": st.dates(),
    "date-time": st.datetimes(),
    "time": st.times(),
    "duration": st.just(timedelta(days=1)),
}


def _whole(schema: Schema, defs: Schema) -> Values:
    del defs
    least = schema.get("minimum", schema.get("exclusiveMinimum", -1000) + ("minimum" not in schema))
    most = schema.get("maximum", schema.get("exclusiveMaximum", 1000) - ("maximum" not in schema))
    return st.integers(least, most)


def _number(schema: Schema, defs: Schema) -> Values:
    del defs
    return st.floats(schema.get("minimum", -1e9), schema.get("maximum", 1e9))


_OF_TYPE: dict[str, Callable[[Schema, Schema], Values]] = {
    "object": _table,
    "array": _list,
    "string": _text,
    "integer": _whole,
    "number": _number,
    "boolean": lambda _, __: st.booleans(),
    "null": lambda _, __: st.none(),
}
