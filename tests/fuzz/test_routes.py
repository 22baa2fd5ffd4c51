"""Requests that no client of ours makes: answered with a reason, and nothing breaks."""

from tests.fuzz import routes
from tests.fuzz.grounds import Grounds
from tests.fuzz.running import Tally

CASES = 500


def test_whoever_asks_whatever_gets_an_answer_with_a_reason(grounds: Grounds) -> None:
    tally = Tally()
    routes.throw_requests(grounds, CASES, 1, tally)
    outcomes = tally.outcomes[routes.FAMILY]
    assert outcomes["2xx"] > 10, "some are good"
    assert outcomes["4xx"] > 10, "most are not"
    assert grounds.complaints() == []
    grounds.exported()
    grounds.server.stop()
    grounds.stored()
