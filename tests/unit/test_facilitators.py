"""A room's facilitator links: several, revoked at once and for good, and never down to none."""

from threading import Thread

import pytest

from data import Store, keys
from data.cohorts import Gone
from data.facilitators import MOST_LINKS, LastLink, NoSuchLink, TooManyLinks


def test_several_links_lead_a_room_and_are_told_apart(store: Store) -> None:
    cohort, first = store.cohorts.create("Spring", 3)
    second = store.facilitators.add(cohort.code, "Co-host")
    assert store.cohorts.of_facilitator(first) == store.cohorts.of_facilitator(second) == cohort
    links = store.facilitators.links(cohort.code)
    assert [link.label for link in links] == ["", "Co-host"]
    assert [link.fingerprint for link in links] == [*map(keys.fingerprint, (first, second))]


def test_a_revoked_link_opens_nothing_though_it_was_just_used(store: Store) -> None:
    cohort, first = store.cohorts.create("Spring", 3)
    second = store.facilitators.add(cohort.code, "Co-host")
    assert store.cohorts.of_facilitator(second)
    before = store.changes.revision(cohort.code)
    store.facilitators.revoke(cohort.code, keys.fingerprint(second))
    assert store.cohorts.of_facilitator(second) is None
    assert store.cohorts.of_facilitator(first) == cohort
    assert store.changes.revision(cohort.code).answers > before.answers, "open pages are told"


def test_the_last_link_is_only_replaced(store: Store) -> None:
    cohort, only = store.cohorts.create("Spring", 3)
    with pytest.raises(LastLink):
        store.facilitators.revoke(cohort.code, keys.fingerprint(only))
    assert store.cohorts.of_facilitator(only) == cohort
    new = store.facilitators.reissue(cohort.code, keys.fingerprint(only))
    assert store.cohorts.of_facilitator(only) is None
    assert store.cohorts.of_facilitator(new) == cohort
    with pytest.raises(NoSuchLink):
        store.facilitators.reissue(cohort.code, keys.fingerprint(only))


def test_two_who_revoke_each_other_at_once_leave_one_link(store: Store) -> None:
    cohort, first = store.cohorts.create("Spring", 3)
    both = (first, store.facilitators.add(cohort.code, "Co-host"))
    refused: list[LastLink] = []

    def revoke(key: str) -> None:
        try:
            store.facilitators.revoke(cohort.code, keys.fingerprint(key))
        except LastLink as error:
            refused.append(error)

    threads = [Thread(target=revoke, args=(key,)) for key in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == len(store.facilitators.links(cohort.code)) == 1


def test_a_link_of_another_room_is_out_of_reach(store: Store) -> None:
    mine, _ = store.cohorts.create("Mine", 3)
    theirs, key = store.cohorts.create("Theirs", 3)
    store.facilitators.add(theirs.code, "Co-host")
    for change in (store.facilitators.revoke, store.facilitators.reissue):
        with pytest.raises(NoSuchLink):
            change(mine.code, keys.fingerprint(key))
    assert store.cohorts.of_facilitator(key) == theirs


def test_links_have_a_limit_and_a_deleted_room_gets_none(store: Store) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    for number in range(1, MOST_LINKS):
        store.facilitators.add(cohort.code, f"{number}")
    with pytest.raises(TooManyLinks):
        store.facilitators.add(cohort.code, "One too many")
    store.cohorts.delete(cohort.code)
    with pytest.raises(Gone):
        store.facilitators.add(cohort.code, "Late")
    assert store.facilitators.links(cohort.code) == []
