"""Facilitator links on the pages: added, revoked, replaced, and restored by the host."""

from typing import Any

import pytest
from streamlit.runtime.scriptrunner import RerunData, RerunException

from data import Store, keys
from data.facilitators import MOST_LINKS
from tests.page.conftest import HOST_KEY, Visit
from tests.page.test_keeping import press
from tests.page.test_pages import everything

REFUSED = "This page is for the facilitator"


def button(app: Any, label: str) -> Any:
    return next(b for b in app.button if b.label == label)


def short(key: str) -> str:
    return keys.fingerprint(key)[:6]


def test_one_more_link_is_made_listed_and_revoked(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert button(app, f"Revoke {short(key)}").disabled, "the last one"
    assert [caption.value for caption in app.caption if caption.value.endswith("· you")]
    press(app, "Add a link")
    assert "Please say who it's for" in everything(app)
    next(t for t in app.text_input if t.label == "Who is it for?").set_value("Co-host")
    press(app, "Add a link")
    assert any(text.value == "Co-host" for text in app.text)
    other = store.facilitators.links(cohort.code)[1].fingerprint
    press(app, f"Revoke {other[:6]}")
    assert len(store.facilitators.links(cohort.code)) == 2, "not before one is sure"
    press(app, "Yes, revoke it")
    assert [link.label for link in store.facilitators.links(cohort.code)] == [""]


def test_who_replaces_their_own_link_is_shown_the_new_one(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    press(app, f"Replace {short(key)}")
    shown = everything(app)
    assert REFUSED in shown
    assert "New facilitator link, shown only once" in shown
    assert store.cohorts.of_facilitator(key) is None


def test_a_page_that_was_open_when_its_link_was_revoked_does_nothing_more(
    visit: Visit, store: Store
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    key = store.facilitators.add(cohort.code, "Co-host")
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    store.facilitators.revoke(cohort.code, keys.fingerprint(key))
    press(app, "Yes, close the room")
    assert not store.rooms.state(cohort.code).closed
    assert REFUSED in everything(app)


def test_the_host_replaces_the_link_of_a_room_whose_facilitator_lost_theirs(
    visit: Visit, store: Store
) -> None:
    _, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/host.py", workshop_host=HOST_KEY)
    listed = next(box for box in app.selectbox if box.key == "room-to-keep")
    assert len(listed.options) == 1, "nobody leads those who learn alone"
    listed.select_index(0).run()
    assert "Spring" in listed.options[0]
    press(app, f"Replace {short(key)}")
    assert "New facilitator link, shown only once" in everything(app)
    assert store.cohorts.of_facilitator(key) is None


def test_a_replaced_link_is_shown_even_if_the_run_that_made_it_is_broken_off(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    reissue = store.facilitators.reissue

    def broken_off(*asked: str) -> str:
        reissue(*asked)
        raise RerunException(RerunData())

    monkeypatch.setattr(store.facilitators, "reissue", broken_off)
    press(app, f"Replace {short(key)}")
    app.run()
    assert "New facilitator link" in everything(app)
    (link,) = store.facilitators.links(cohort.code)
    assert link.fingerprint != keys.fingerprint(key)


def test_one_s_own_phone_gets_a_link_of_its_own_shown_on_request_only(
    visit: Visit, store: Store
) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    assert warnings(app) == []
    assert len(store.facilitators.links(cohort.code)) == 1, "no link that nobody asked for"
    press(app, "Show the QR code")
    assert warnings(app) != []
    assert "keep it off shared screens" in warnings(app)[0]
    labels = [link.label for link in store.facilitators.links(cohort.code)]
    assert labels == ["", "My phone"]
    press(app, "Hide the QR code")
    assert warnings(app) == []
    press(app, "Show the QR code")
    assert len(store.facilitators.links(cohort.code)) == 2, "the same while the page is open"
    phone = store.facilitators.links(cohort.code)[1].fingerprint
    store.facilitators.revoke(cohort.code, phone)
    assert warnings(app.run()) == [], "a revoked link isn't shown any more"
    press(app, "Show the QR code")
    again = store.facilitators.links(cohort.code)[1].fingerprint
    assert again != phone


def test_a_room_with_as_many_links_as_it_may_have_says_so(visit: Visit, store: Store) -> None:
    cohort, key = store.cohorts.create("Spring", 3)
    for n in range(MOST_LINKS - 1):
        store.facilitators.add(cohort.code, f"Host {n}")
    app = visit("facilitator/cohort.py", workshop_facilitator=f"{cohort.code}.{key}")
    press(app, "Show the QR code")
    assert [t.value for t in app.toast] == [
        "This room can't have any more links. Revoke one first."
    ]
    assert warnings(app) == []


def warnings(app: Any) -> list[str]:
    """The warnings about links, without the one that's always there on a local address."""
    return [warning.value for warning in app.warning if "docs/hosting.md" not in warning.value]
