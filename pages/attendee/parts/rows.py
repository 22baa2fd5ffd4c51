"""A list that one fills in: the rows there are, and always one empty row to go on with."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

import streamlit as st

from pages.shared.identity.who import Attendee
from pages.shared.step import frame

# A row as the page holds it: raw, because only the answer model says what is valid.
Raw = dict[str, Any]


class Row(Protocol):
    """A row as it is stored: known by its id."""

    @property
    def id(self) -> str:
        """What the row is known by, whatever is in it."""


def rows(
    me: Attendee,
    kept: Sequence[Row],
    most: int,
    ask: Callable[[int, str], Raw],
    taken: Collection[str] = (),
) -> tuple[Raw, ...]:
    """Ask for each row by its number and id, and return those that hold anything.

    An empty row has the smallest id that is free, so that it is the same one after a restart.
    `taken` are the ids of rows that are gone, of which another step still has something.
    """
    # A row that is emptied stays where it is until one leaves the page: who clears a name to write
    # another one would write it over that of the next row, which moves up under their fingers.
    seen: list[str] = frame.while_open().setdefault(me.own("rows"), [])
    removed = _removed(me)
    stored = [row.id for row in kept if row.id not in removed]
    listed = [*seen, *(i for i in stored if i not in seen)]
    if len(listed) > most:
        listed = [i for i in listed if i in stored]
    used = {*listed, *taken, *removed}
    fresh = [i for n in range(1, 2 * most + len(used) + 1) if (i := f"{n:08x}") not in used]
    filled: list[Raw] = []
    one_is_empty = False
    for number, own_id in enumerate([*listed, *fresh][:most], start=1):
        if one_is_empty and own_id in fresh:
            break  # no second one: a server that was started anew would ask for the first alone
        row = ask(number, own_id)
        is_empty = not any(value for name, value in row.items() if name != "id")
        if not is_empty:
            filled.append({"id": own_id, **row})
        if own_id not in seen and (own_id in stored or not is_empty):
            seen.append(own_id)
        one_is_empty = one_is_empty or is_empty
    return tuple(filled)


def known(me: Attendee, kept: Sequence[Row]) -> dict[str, Any]:
    """Return what the rows begin with, by their ids: also one whose removal was undone."""
    return {**frame.while_open().get(me.own("back"), {}), **{row.id: row for row in kept}}


def begun_with(me: Attendee, row: str, kept: Sequence[Row]) -> bool:
    """Say whether a row was there when one came to the page: then it isn't folded away."""
    there: frozenset[str] = frame.while_open().setdefault(
        me.own("there"), frozenset(row.id for row in kept)
    )
    return row in there or row in frame.while_open().get(me.own("back"), {})


def offer_to_remove(me: Attendee, row: Row, label: str) -> None:
    """Offer to take a row that is stored out of the list."""
    st.button(
        label,
        key=me.own(f"remove-{row.id}"),
        on_click=_remove,
        args=(me, row),
        type="tertiary",
        icon=":material/delete:",
    )


def offer_undo(me: Attendee, label: str) -> None:
    """Offer to bring back what was removed last, until one leaves the page."""
    if _removed(me):
        st.button(label, key=me.own("undo"), on_click=_undo, args=(me,), icon=":material/undo:")


def _removed(me: Attendee) -> dict[str, Row]:
    removed: dict[str, Row] = frame.while_open().setdefault(me.own("removed"), {})
    return removed


def _remove(me: Attendee, row: Row) -> None:
    _removed(me)[row.id] = row
    seen: list[str] = frame.while_open().get(me.own("rows"), [])
    if row.id in seen:
        seen.remove(row.id)


def _undo(me: Attendee) -> None:
    if removed := _removed(me):
        row, what = removed.popitem()
        frame.while_open().setdefault(me.own("back"), {})[row] = what
        frame.while_open().setdefault(me.own("rows"), []).append(row)
