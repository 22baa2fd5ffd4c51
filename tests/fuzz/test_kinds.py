"""Values of every kind in the protocol, for every widget: the page keeps what it showed."""

import asyncio
from random import Random

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata

from pages.http.patches import unfit_values
from tests.fuzz import frames, sockets
from tests.fuzz.grounds import Grounds
from tests.fuzz.sockets import Mad

SMALL = 3_000


def of_one_kind(rng: Random, tab: Mad, kind: str) -> bytes:
    """A run of the page with a value of that kind for every widget, and for unknown ids."""
    message = BackMsg()
    asked = message.rerun_script
    asked.page_script_hash = tab.screen.page
    ids = [getattr(shown.element, "id", "") for shown in tab.screen.shown.values()]
    for of in (*filter(None, ids), "no widget", "$$ID-none-None"):
        # Together they must fit into the message size that the middleware allows.
        while (state := frames.of_kind(rng, of, kind)).ByteSize() > SMALL:
            pass
        asked.widget_states.widgets.append(state)
    return bytes(message.SerializeToString())


@pytest.mark.parametrize("page", sockets.PAGES)
def test_a_value_of_any_kind_leaves_every_widget_of_a_page_standing(
    grounds: Grounds, page: str
) -> None:
    async def scenario() -> list[str]:
        cookie = sockets.cookie_for(grounds, page, grounds.attendee)
        tab, rng = Mad(grounds.server.url, cookie), Random(1)
        await tab.open(page)
        for kind in frames.KINDS:
            assert await tab.throw(of_one_kind(rng, tab, kind), patience=60) == "run"
        await tab.close()
        return tab.screen.complaints

    assert "the page failed" not in asyncio.run(scenario())
    assert grounds.complaints() == []


def test_a_date_of_another_kind_changes_nothing_and_what_is_sent_with_it_is_saved(
    grounds: Grounds,
) -> None:
    async def scenario() -> tuple[object, object]:
        tab = Mad(grounds.server.url, grounds.attendee)
        await tab.open("closing")
        await tab.change("by", ["2026-12-24"])
        date = tab.screen.widget("by").element.id
        tab.screen.states[date] = frames.of_kind(Random(1), date, "double_value")
        await tab.change("recommend", ["7"])
        await tab.open("closing")
        kept = tab.screen.value("by"), tab.screen.value("recommend")
        await tab.close()
        return kept

    assert asyncio.run(scenario()) == (["2026-12-24"], ["7"])


def test_a_whole_number_from_a_field_of_numbers_is_of_its_kind_as_a_browser_sends_it() -> None:
    widget = WidgetMetadata("$$ID-n", lambda v: v, lambda v: v, value_type="double_value")
    assert unfit_values._fits(WidgetState(id="$$ID-n", int_value=3), widget)
    assert not unfit_values._fits(WidgetState(id="$$ID-n", string_value="3"), widget)
