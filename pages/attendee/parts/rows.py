"""A list that one fills in: the rows there are, and always one empty row to go on with."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from pages.shared.identity.who import Attendee
from pages.shared.step import frame

# A row as the page holds it: raw, because only the answer model says what is valid.
Raw = dict[str, Any]


def rows(
    me: Attendee,
    kept: Sequence[str],
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
    listed = [*seen, *(i for i in kept if i not in seen)]
    if len(listed) > most:
        listed = [i for i in listed if i in kept]
    used = {*listed, *taken}
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
        if own_id not in seen and (own_id in kept or not is_empty):
            seen.append(own_id)
        one_is_empty = one_is_empty or is_empty
    return tuple(filled)
