"""A list to fill in: the existing rows, and always an empty one to continue with."""

from collections.abc import Callable, Collection, Sequence
from typing import Any, Protocol

import streamlit as st

from pages.shared.identity.who import Attendee
from pages.shared.step import frame

# A row on the page, unchecked, because only the answer model decides what's valid.
Raw = dict[str, Any]


class Row(Protocol):
    """A stored row, identified by its id."""

    @property
    def id(self) -> str:
        """The row's identity, whatever it contains."""


def rows(
    me: Attendee,
    kept: Sequence[Row],
    most: int,
    ask: Callable[[int, str], Raw],
    taken: Collection[str] = (),
) -> tuple[Raw, ...]:
    """Ask for each row by its number and id, and return the ones that aren't empty.

    An empty row gets the smallest free id, so that it's the same one after a restart. `taken` has
    the ids of deleted rows that another step still refers to.
    """
    # An emptied row stays in place while the page is open. Otherwise someone who clears a name to
    # type another would overwrite the next row, which moves up under their fingers.
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
            break  # no second one: a restarted server would show only the first
        row = ask(number, own_id)
        is_empty = not any(value for name, value in row.items() if name != "id")
        if not is_empty:
            filled.append({"id": own_id, **row})
        if own_id not in seen and (own_id in stored or not is_empty):
            seen.append(own_id)
        one_is_empty = one_is_empty or is_empty
    return tuple(filled)


def known(me: Attendee, kept: Sequence[Row]) -> dict[str, Any]:
    """Return the rows' initial values by id, including a row whose removal was undone."""
    return {**frame.while_open().get(me.own("back"), {}), **{row.id: row for row in kept}}


def begun_with(me: Attendee, row: str, kept: Sequence[Row]) -> bool:
    """Say whether a row existed when the page was opened, so that it isn't collapsed."""
    there: frozenset[str] = frame.while_open().setdefault(
        me.own("there"), frozenset(row.id for row in kept)
    )
    return row in there or row in frame.while_open().get(me.own("back"), {})


def offer_to_remove(me: Attendee, row: Row, label: str) -> None:
    """Offer to remove a stored row from the list."""
    st.button(
        label,
        key=me.own(f"remove-{row.id}"),
        on_click=_remove,
        args=(me, row),
        type="tertiary",
        icon=":material/delete:",
    )


def offer_undo(me: Attendee, label: str) -> None:
    """Offer to restore the last removed row while the page is open."""
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
