"""Pages opened by a private link say so, and lead back to your own plan."""

from random import Random

import pytest

from data import Store, keys
from data.cohorts import ALONE_CODE
from exercises import AGENDA
from tests.page.conftest import Visit
from tests.page.test_pages import cookie, everything
from tests.people import attendee_of

MARK = "Anyone who has the link can read what you enter here."
PAGES = ("attendee/home.py", "attendee/plan.py", *(f"attendee/{e.slug}.py" for e in AGENDA))


def linked(code: str, key: str) -> str:
    return f"{cookie(code, key)}.link"


@pytest.mark.parametrize("page", PAGES)
def test_every_page_that_a_private_link_opened_says_so_and_no_other(
    visit: Visit, store: Store, page: str
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    assert MARK not in everything(visit(page, workshop_attendee=cookie(cohort.code, key)))
    app = visit(page, workshop_attendee=linked(cohort.code, key))
    assert MARK in everything(app)
    for false_here in ("everything you write, and every name", "Only you can see what you write"):
        assert false_here not in everything(app)
    assert "Not yours? Switch to a plan of your own" in [b.label for b in app.button]


def test_what_one_wrote_alone_is_not_offered_to_a_linked_plan(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    theirs, alone = attendee_of(store, cohort), keys.mint_key()
    store.cohorts.join(alone, ALONE_CODE)
    exercise = AGENDA[0]
    store.answers.save(alone, ALONE_CODE, exercise.slug, exercise.sample(Random(1)))
    both = f"{linked(cohort.code, theirs)}~{cookie(ALONE_CODE, alone)}"
    assert "Take them along" not in [b.label for b in visit(workshop_attendee=both).button]


def test_the_first_page_leads_to_each_other_plan_once(visit: Visit, store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    own, theirs, gone = (attendee_of(store, cohort) for _ in range(3))
    store.cohorts.leave(gone)
    held = (cookie(cohort.code, own), linked(cohort.code, theirs), linked(cohort.code, gone))
    app = visit(workshop_attendee="~".join(held))
    spoken = keys.spoken_code(cohort.code)
    assert [b.label for b in app.button if "room" in b.label] == [
        f"Go to the plan from a private link (room {spoken})"
    ]
    app = visit(workshop_attendee="~".join(reversed(held[:2])))
    assert f"Go to room {spoken}" in [b.label for b in app.button]


@pytest.mark.parametrize("mark", ["links", "own", "", "link.link"])
def test_a_key_with_another_mark_is_no_key(visit: Visit, store: Store, mark: str) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = attendee_of(store, cohort)
    app = visit(workshop_attendee=f"{cookie(cohort.code, key)}.{mark}")
    assert "Spring" not in everything(app)
