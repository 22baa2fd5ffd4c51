"""Merges two pages' changes to one answer: each keeps what it changed, at the finest level.

That's a field; for a quiz or a scorecard, an item; for a list, a row by its id, and within a row a
field; for multiple choices, each choice. If both changed the same thing, the later one wins.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from exercises.exercise import Answer

A = TypeVar("A", bound=Answer)

# Stands for what one side doesn't have: an item without a choice, or a missing row.
_NOTHING: Final = object()


def merged(base: A, mine: A, theirs: A) -> A:
    """Return `theirs` with the changes that `mine` made since `base`.

    A field that's invalid after merging is taken from `mine`, which came last.
    """
    together = _fields(base, mine, theirs)
    try:
        return type(mine).model_validate(together)  # so that computed fields are computed again
    except ValidationError as error:
        wrong = {str(e["loc"][0]) for e in error.errors() if e["loc"]}
    try:
        return type(mine).model_validate(together | {f: getattr(mine, f) for f in wrong})
    except ValidationError:
        return mine


def _fields(base: Answer, mine: Answer, theirs: Answer) -> dict[str, Any]:
    return {
        field: _merged(getattr(base, field), getattr(mine, field), getattr(theirs, field))
        for field in type(mine).model_fields
    }


def _merged(base: Any, mine: Any, theirs: Any) -> Any:
    if mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return _items(base if isinstance(base, Mapping) else {}, mine, theirs)
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        sides = (base if isinstance(base, tuple) else (), mine, theirs)
        if all(_is_row(thing) for side in sides for thing in side):
            return _rows(*sides)
        if all(len(set(side)) == len(side) for side in sides):
            return _picked(*sides)
    return mine


def _items(base: Mapping[Any, Any], mine: Mapping[Any, Any], theirs: Mapping[Any, Any]) -> Any:
    """Return the merged choice for each item."""
    items = {
        item: _merged(*(side.get(item, _NOTHING) for side in (base, mine, theirs)))
        for item in (*theirs, *mine)
    }
    return {item: chosen for item, chosen in items.items() if chosen is not _NOTHING}


def _picked(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return the merged choices, in the order of the side that changed it."""
    kept = {p for p in (*mine, *theirs) if (p in (theirs if (p in mine) == (p in base) else mine))}
    return tuple(pick for pick in _in_order(base, mine, theirs) if pick in kept)


def _in_order(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return all items of both in the order of theirs, or of mine if mine was reordered."""
    was = [thing for thing in base if thing in mine]
    moved = was != [thing for thing in mine if thing in base]
    first, more = (mine, theirs) if moved else (theirs, mine)
    return [*first, *(thing for thing in more if thing not in first)]


def _is_row(thing: object) -> bool:
    return isinstance(thing, Answer) and "id" in type(thing).model_fields


def _rows(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return the rows of both, matched by id."""
    was, other = _by_id(base), _by_id(theirs)
    own = _by_id([_told_apart(row, was, other) for row in mine])
    order = _in_order([*was], [*own], [*other])
    rows = {i: _row(*(side.get(i, _NOTHING) for side in (was, own, other))) for i in order}
    return tuple(row for row in rows.values() if row is not _NOTHING)


def _by_id(rows: Sequence[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _told_apart(row: Any, was: Mapping[str, Any], other: Mapping[str, Any]) -> Any:
    """Return a row that both pages started independently under an id of its own.

    An empty row has the same id on all pages. The new id is derived from the row's content, so that
    a page that sends the same again doesn't start another row.
    """
    begun = other.get(row.id)
    if row.id in was or begun is None or row.is_named_after_another:
        return row
    untouched = type(row)(id=row.id)
    if all(getattr(untouched, f) in (a, b) or a == b for f, a, b in _cells(row, begun)):
        return row
    said = json.dumps(row.model_dump(mode="json"), sort_keys=True)
    return row.model_copy(update={"id": sha256(said.encode()).hexdigest()[:8]})


def _cells(one: Answer, other: Answer) -> list[tuple[str, Any, Any]]:
    return [(field, getattr(one, field), getattr(other, field)) for field in type(one).model_fields]


def _row(base: Any, mine: Any, theirs: Any) -> Any:
    if mine == base:
        return theirs
    if theirs in (base, mine):
        return mine
    known = theirs if mine is _NOTHING else mine
    untouched = type(known)(id=known.id)
    sides = (untouched if side is _NOTHING else side for side in (base, mine, theirs))
    row = type(known).model_construct(**_fields(*sides))
    # What was written into a row stays, even if the other page removed the row meanwhile.
    return _NOTHING if _NOTHING in (mine, theirs) and row == untouched else row
