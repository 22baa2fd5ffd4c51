"""Values that no page can send: every page survives, and everything stored is a valid answer."""

import asyncio

from tests.fuzz import sockets
from tests.fuzz.grounds import Grounds
from tests.fuzz.running import Tally

CASES = 400


def test_whatever_a_socket_sends_breaks_no_page_and_stores_nothing_invalid(
    grounds: Grounds,
) -> None:
    tally, people = Tally(), list[str]()
    # On a busy machine some runs take longer than a socket is waited for: then it's tried again.
    for start in (1, 2, 3):
        people += asyncio.run(sockets.throw_frames(grounds, CASES, start, tally))
        if tally.outcomes[sockets.FAMILY]["run"] > CASES / 4:
            break
    assert tally.outcomes[sockets.FAMILY]["run"] > CASES / 4, "many are taken for a page's own"
    assert grounds.complaints() == []
    grounds.exported()
    grounds.server.stop()
    grounds.stored()
    assert sockets.kept(grounds, people) >= 1, "the good among them were saved"
