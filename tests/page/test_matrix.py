"""Access to pages: every page times every kind of visitor."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import Store, keys
from exercises import AGENDA
from tests.page.conftest import HOST_KEY, ROOT, Visit
from tests.page.test_pages import cookie, everything

REFUSALS = {
    "host": "This page is for the host",
    "facilitator": "This page is for the facilitator",
    "attendee": "Join your room first",
}
# A page without a row here fails the test below. None: everyone sees something of their own.
NEEDS = {
    "attendee/home.py": None,
    "attendee/plan.py": "attendee",
    "facilitator/host.py": "host",
    "facilitator/cohort.py": "facilitator",
    "facilitator/stage.py": "facilitator",
    "facilitator/compare.py": "facilitator",
    "facilitator/agenda.py": "facilitator",
    "facilitator/dashboard.py": "facilitator",
    **{f"attendee/{exercise.slug}.py": "attendee" for exercise in AGENDA},
}
VISITORS = ("nobody", "attendee", "facilitator", "host", "revoked facilitator")


@pytest.fixture
def cookies(store: Store) -> dict[str, dict[str, str]]:
    cohort, facilitator = store.cohorts.create("Spring", 3)
    revoked = store.facilitators.add(cohort.code, "Co-host")
    assert store.cohorts.of_facilitator(revoked), "the link worked, and was remembered"
    store.facilitators.revoke(cohort.code, keys.fingerprint(revoked))
    return {
        "nobody": {},
        "attendee": {"workshop_attendee": cookie(cohort.code, keys.mint_key())},
        "facilitator": {"workshop_facilitator": cookie(cohort.code, facilitator)},
        "host": {"workshop_host": HOST_KEY},
        "revoked facilitator": {"workshop_facilitator": cookie(cohort.code, revoked)},
    }


def seen(app: AppTest) -> str:
    """A page's content; the stage refuses in words that an audience may read."""
    return everything(app).replace("This screen isn't connected to a room", REFUSALS["facilitator"])


def test_every_page_has_a_row_in_the_matrix() -> None:
    folders = [ROOT / "pages" / name for name in ("attendee", "facilitator")]
    pages = {f"{page.parent.name}/{page.name}" for f in folders for page in f.glob("*.py")}
    assert set(NEEDS) == pages - {str(Path("attendee") / "__init__.py")}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("page", NEEDS)
def test_exactly_the_allowed_visitors_see_a_page(
    visit: Visit, cookies: dict[str, dict[str, str]], page: str, visitor: str
) -> None:
    shown = seen(visit(page, **cookies[visitor]))
    needed = NEEDS[page]
    refused = [who for who, words in REFUSALS.items() if words in shown]
    assert refused == ([needed] if needed and needed != visitor else [])


@pytest.mark.parametrize("claims", ["her own key", "a key of her own in the other room's name"])
@pytest.mark.parametrize("page", [page for page, who in NEEDS.items() if who == "facilitator"])
def test_a_facilitator_sees_nothing_of_a_room_of_somebody_else(
    visit: Visit, store: Store, page: str, claims: str
) -> None:
    other, _ = store.cohorts.create("Autumn of somebody else", 3)
    own, key = store.cohorts.create("Spring", 3)
    code = own.code if claims == "her own key" else other.code
    app = visit(page, workshop_facilitator=cookie(code, key))
    app.query_params["code"] = other.code
    app.run()
    shown = seen(app)
    assert REFUSALS["facilitator"] in shown
    for of_the_other in (other.title, other.code, keys.spoken_code(other.code)):
        assert of_the_other not in shown


@pytest.mark.parametrize("page", [page for page, who in NEEDS.items() if who == "attendee"])
def test_an_attendee_who_names_another_room_stays_in_their_own(
    visit: Visit, store: Store, page: str
) -> None:
    other, _ = store.cohorts.create("Autumn of somebody else", 3)
    own, _ = store.cohorts.create("Spring", 3)
    key = keys.mint_key()
    store.cohorts.join(key, own.code)
    shown = everything(visit(page, workshop_attendee=cookie(other.code, key)))
    assert other.title not in shown
    assert store.cohorts.of_attendee(key) == own
    assert store.rooms.counts(other.code).joined == 0
