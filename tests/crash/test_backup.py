"""A backup of the running store: taken while people answer, complete, and private."""

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from data import Store, keys
from data.answers import ImportedAnswer
from data.faults import Fault, StoreFault
from tests.crash.disk import SmallDisk
from tests.crash.room import SLUG, answer_of, shared_half
from tests.kept import in_store


@pytest.fixture(params=["file", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """A store of either engine, which the test closes itself; its backup is a file either way."""
    is_file = request.param == "file"
    where = str(tmp_path / "workshop.duckdb")
    return Store(where if is_file else request.getfixturevalue("empty_postgres"))


def found_in(store: Store, code: str) -> dict[str, object]:
    cohort = store.cohorts.find(code)
    assert cohort
    return {who: answer for (who, _), answer in in_store(store, cohort.code).items()}


def test_a_backup_has_every_answer_acknowledged_before_it_began(
    store: Store, tmp_path: Path
) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    acknowledged: list[str] = []
    enough, stopping = threading.Event(), threading.Event()

    def save_on_and_on() -> None:
        while not stopping.is_set():
            key = keys.mint_key()
            store.cohorts.join(key, cohort.code)
            store.answers.save(key, cohort.code, SLUG, answer_of(key))
            acknowledged.append(key)
            if len(acknowledged) > 300:
                enough.set()

    threads = [threading.Thread(target=save_on_and_on) for _ in range(4)]
    for thread in threads:
        thread.start()
    assert enough.wait(60)
    copies = [tmp_path / f"copy {n}.duckdb" for n in range(5)]
    owed = []
    for copy in copies:
        owed.append(list(acknowledged))
        store.backup(copy)
    meanwhile = len(acknowledged) - len(owed[0])
    stopping.set()
    for thread in threads:
        thread.join()
    store.close()

    assert meanwhile > 0, "saving goes on during a backup"
    for copy, keys_owed in zip(copies, owed, strict=True):
        with closing(Store(str(copy))) as restored:
            found = found_in(restored, cohort.code)
            for key in keys_owed:
                assert found[keys.fingerprint(key)] == shared_half(answer_of(key))
            assert restored.answers.own(keys_owed[-1], SLUG)


def test_a_backup_holds_an_import_whole_or_not_at_all(store: Store, tmp_path: Path) -> None:
    cohort, _ = store.cohorts.create("Spring", 3)
    stopping = threading.Event()

    def import_on_and_on() -> None:
        number = 0
        while not stopping.is_set():
            number += 1
            people = (f"form {number} {i}" for i in range(7))
            answers = [ImportedAnswer(person, SLUG, answer_of(person)) for person in people]
            store.answers.add(cohort.code, answers)

    thread = threading.Thread(target=import_on_and_on)
    thread.start()
    try:
        for number in range(5):
            store.backup(tmp_path / f"{number}.duckdb")
    finally:
        stopping.set()
        thread.join()
    store.close()
    for number in range(5):
        with closing(Store(str(tmp_path / f"{number}.duckdb"))) as restored:
            counts = restored.rooms.counts(cohort.code)
            answered = counts.answered.get(SLUG, 0)
            assert (answered, answered % 7) == (counts.joined, 0)


def test_a_backup_is_for_its_owner_only_and_leaves_nothing_beside_it(
    store: Store, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    store.backup(folder / "monday.duckdb")
    store.close()
    (only,) = folder.iterdir()
    assert only.name == "monday.duckdb"
    assert only.stat().st_mode & 0o777 == 0o600


def test_a_backup_overwrites_nothing(store: Store, tmp_path: Path) -> None:
    there = tmp_path / "monday.duckdb"
    there.write_text("precious")
    with pytest.raises(FileExistsError):
        store.backup(there)
    store.close()
    assert there.read_text() == "precious"


def test_a_backup_to_a_folder_that_is_not_there_says_so(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as fault, closing(store):
        store.backup(tmp_path / "nowhere" / "monday.duckdb")
    assert fault.value.fault is Fault.NO_PLACE


BACKUP = """
import sys
from pathlib import Path
from data import Store
from data.faults import StoreFault
store = Store(sys.argv[1])
try:
    store.backup(Path(sys.argv[2]))
except StoreFault as fault:
    print(fault.fault)
store.cohorts.create("Spring", 3)
store.close()
"""


def test_a_backup_to_a_full_disk_fails_and_leaves_nothing(disk: SmallDisk, tmp_path: Path) -> None:
    for room in (0, 20_000, 400_000):
        disk.fill(leave=room)
        to = disk.folder / "monday.duckdb"
        script = [*disk.inside, sys.executable, "-c", BACKUP, str(tmp_path / "store"), str(to)]
        said = subprocess.run(script, stdout=subprocess.PIPE, text=True, timeout=60, check=True)
        assert said.stdout.strip() == "disk_full"
        assert [left.name for left in disk.seen.iterdir()] == ["filler"]
        disk.free()
