"""A page's widgets as a list: what the rivals of our pages must show, too."""

import asyncio
from typing import NamedTuple

from streamlit.proto.ButtonGroup_pb2 import ButtonGroup

from tests.load.attendee import Attendee
from tests.load.room import room
from tests.load.screen import Shown
from tests.load.tally import Tally
from tests.load.widgets import ORDER, WIDGETS, name_of

# As many changes as it takes to see most of a page.
_CHANGES = 12
# No faster than the middleware allows one socket to be (pages/http/middleware/conversation.py).
_PAUSE_SECONDS = 0.25


class Field(NamedTuple):
    """A widget: its kind, name, label and options, and whether several may be chosen."""

    kind: str
    name: str
    label: str
    options: tuple[str, ...] = ()
    several: bool = False


async def recorded(*slugs: str) -> dict[str, list[Field]]:
    """Go through each page as one attendee, and return its widgets at the end."""
    fields = {}
    async with room() as here:
        tally = Tally()
        attendee = Attendee(here.server.url, 0, tally)
        here.attendees.append(attendee)
        await attendee.join(here.cohort.code)
        for slug in slugs:
            for _ in range(_CHANGES):
                await attendee.answer_once(slug)
                await asyncio.sleep(2 * _PAUSE_SECONDS)
            if tally.errors:
                raise RuntimeError(f"{slug} could not be walked: {dict(tally.errors)}")
            shown = attendee.tab.screen.shown
            fields[slug] = [_field(shown[at]) for at in sorted(shown) if _is_field(shown[at])]
    return fields


def _is_field(shown: Shown) -> bool:
    ours = shown.kind == ORDER
    return shown.element.component_name.endswith("_order") if ours else shown.kind in WIDGETS


def _field(shown: Shown) -> Field:
    kind, element = shown.kind, shown.element
    several = kind == "multiselect" or (
        kind == "button_group" and element.click_mode == ButtonGroup.MULTI_SELECT
    )
    given = getattr(element, "options", ())
    options = tuple(getattr(option, "content", option) for option in given)
    return Field(kind, name_of(element), getattr(element, "label", ""), options, several)
