"""Two pages changed one answer: each keeps what it changed, down to the smallest thing.

That is a field; of a quiz or a scorecard an item; of a list a row by its id, and of a row a field;
of several picked at once each pick. Where both changed the same thing, what came last counts.
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from exercises.exercise import Answer

A = TypeVar("A", bound=Answer)

# In place of what one side doesn't have: an item without a choice, a row that isn't there.
_NOTHING: Final = object()


def merged(base: A, mine: A, theirs: A) -> A:
    """Return `theirs` with what `mine` changed since `base`.

    A field that isn't valid once it is put together is as in `mine`, which came last.
    """
    together = _fields(base, mine, theirs)
    try:
        return type(mine).model_validate(together)  # so that what is counted is counted anew
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
    """Return what was chosen for each item."""
    items = {
        item: _merged(*(side.get(item, _NOTHING) for side in (base, mine, theirs)))
        for item in (*theirs, *mine)
    }
    return {item: chosen for item, chosen in items.items() if chosen is not _NOTHING}


def _picked(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return what was picked, in the order of whoever changed that."""
    kept = {p for p in (*mine, *theirs) if (p in (theirs if (p in mine) == (p in base) else mine))}
    return tuple(pick for pick in _in_order(base, mine, theirs) if pick in kept)


def _in_order(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> list[Any]:
    """Return all of both in the order of theirs, or of mine where that was moved in mine."""
    was = [thing for thing in base if thing in mine]
    moved = was != [thing for thing in mine if thing in base]
    first, more = (mine, theirs) if moved else (theirs, mine)
    return [*first, *(thing for thing in more if thing not in first)]


def _is_row(thing: object) -> bool:
    return isinstance(thing, Answer) and "id" in type(thing).model_fields


def _rows(base: Sequence[Any], mine: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    """Return the rows of both, each known by its id."""
    was, other = _by_id(base), _by_id(theirs)
    own = _by_id([_told_apart(row, was, other) for row in mine])
    order = _in_order([*was], [*own], [*other])
    rows = {i: _row(*(side.get(i, _NOTHING) for side in (was, own, other))) for i in order}
    return tuple(row for row in rows.values() if row is not _NOTHING)


def _by_id(rows: Sequence[Any]) -> dict[str, Any]:
    return {row.id: row for row in rows}


def _told_apart(row: Any, was: Mapping[str, Any], other: Mapping[str, Any]) -> Any:
    """Return a row that both pages began by itself under an id of its own.

    An empty row has the same id on all pages. The new one follows from what is in the row, so that
    a page that says the same again doesn't begin another.
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
    # What was written meanwhile into a row that the other page took away stays.
    return _NOTHING if _NOTHING in (mine, theirs) and row == untouched else row
