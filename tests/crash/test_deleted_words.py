"""Deleted words leave the file, and nothing else does: not on a kill, not on a full disk."""

import random
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from data import Store, keys
from data.cohorts import Cohort
from exercises.mentor_criteria.answer import Candidate, MentorCriteria
from tests.crash.disk import SmallDisk
from tests.people import attendee_of, own_json
from tests.server import ROOT

SLUG = "mentor_criteria"
RANKED = MentorCriteria(
    ranking=("reciprocation", "active_listening", "availability"),
    candidates=(Candidate(name="Asha Unmistakable"),),
)
OTHER = MentorCriteria(ranking=("commitment",))
TITLE = "Unmistakable title"


def bytes_of(folder: Path) -> bytes:
    """All bytes on the disk: the file, its log, and anything left next to them."""
    return b"".join(f.read_bytes() for f in sorted(folder.iterdir()) if f.is_file())


class Filled:
    """A store with people who stay, one who ranked and leaves, and a room that gets deleted."""

    def __init__(self, folder: Path, others: int = 30) -> None:
        self.folder, self.file = folder, folder / "workshop.duckdb"
        self.store = Store(str(self.file))
        self.room, self.leads = self.store.cohorts.create("Spring", 3)
        self.stay = [self._answered(self.room, OTHER) for _ in range(others)]
        self.leaves = self._answered(self.room, RANKED)
        self.gone, facilitator = self.store.cohorts.create(TITLE, 3)
        member = self._answered(self.gone, RANKED)
        self.store.cohorts.rename(self.gone.code, f"{TITLE} renamed")
        sealed = self.store._database.rows(
            "SELECT private FROM workshop.answers WHERE attendee IN (?, ?)",
            [keys.fingerprint(self.leaves), keys.fingerprint(member)],
        )
        self.words = [
            TITLE.encode(),
            b'"reciprocation", "active_listening"',
            *(blob for (blob,) in sealed),
        ]
        self.words += [keys.fingerprint(key).encode() for key in (facilitator, member)]

    def _answered(self, room: Cohort, answer: MentorCriteria) -> str:
        key = attendee_of(self.store, room)
        self.store.answers.save(key, room.code, SLUG, answer)
        return key

    def delete(self) -> None:
        self.store.cohorts.leave(self.leaves)
        self.store.cohorts.delete(self.gone.code)

    def found(self) -> list[bytes]:
        there = bytes_of(self.folder)
        assert self.room.code.encode() in there, "the test looks at the right bytes"
        return [word for word in self.words if word in there]

    def still_whole(self, store: Store) -> bool:
        owned = [own_json(store, key) for key in self.stay]
        return all(owned) and store.cohorts.of_facilitator(self.leads) == self.room


def test_the_test_sees_what_it_looks_for(tmp_path: Path) -> None:
    filled = Filled(tmp_path)
    assert len(filled.found()) == len(filled.words)
    filled.store.close()
    assert len(filled.found()) == len(filled.words)


def test_what_was_deleted_is_not_in_the_file_once_the_store_is_closed(tmp_path: Path) -> None:
    filled = Filled(tmp_path)
    filled.delete()
    filled.store.close()
    assert filled.found() == []
    assert [left.name for left in tmp_path.iterdir()] == ["workshop.duckdb"]
    assert filled.file.stat().st_mode & 0o777 == 0o600
    with closing(Store(str(filled.file))) as again:
        assert filled.still_whole(again)
        assert again.cohorts.has_left(filled.leaves)


def test_a_quiet_store_is_rewritten_while_it_runs_and_goes_on(tmp_path: Path) -> None:
    filled = Filled(tmp_path)
    filled.delete()
    filled.store.tidy_up(quiet_seconds=60)
    assert filled.found(), "somebody saved just now"
    filled.store.tidy_up(quiet_seconds=0)
    assert filled.found() == []
    filled.stay.append(filled._answered(filled.room, OTHER))
    before = filled.file.stat().st_ino
    filled.store.tidy_up(quiet_seconds=0)
    assert filled.file.stat().st_ino == before, "nothing was deleted since"
    assert filled.still_whole(filled.store)
    filled.store.close()
    with closing(Store(str(filled.file))) as again:
        assert filled.still_whole(again)


def test_a_killed_server_takes_them_out_at_its_next_start(tmp_path: Path) -> None:
    filled = Filled(tmp_path)
    filled.store.close()
    script = (
        "import os, sys; from data import Store; store = Store(sys.argv[1]);"
        "store.cohorts.leave(sys.argv[2]); store.cohorts.delete(sys.argv[3]); os._exit(9)"
    )
    asked = [str(filled.file), filled.leaves, filled.gone.code]
    subprocess.run([sys.executable, "-c", script, *asked], cwd=ROOT, check=False, timeout=60)
    assert filled.found()
    with closing(Store(str(filled.file))) as again:
        assert filled.found() == []
        assert filled.still_whole(again)


def test_nobody_is_lost_or_refused_while_the_file_is_rewritten_over_and_over(
    tmp_path: Path,
) -> None:
    filled = Filled(tmp_path)
    stopping, kept = threading.Event(), []

    def save_and_read() -> None:
        while not stopping.is_set():
            kept.append(filled._answered(filled.room, OTHER))
            assert own_json(filled.store, kept[-1])
            time.sleep(0.05)  # it waits for a moment when nobody is using the store

    with ThreadPoolExecutor(2) as people:
        saving = [people.submit(save_and_read) for _ in range(2)]
        rewritten = 0
        for _ in range(5):
            filled.store.cohorts.leave(filled._answered(filled.room, RANKED))
            while not filled.store._database.rewrite():
                time.sleep(0.001)
            rewritten += 1
        stopping.set()
    for one in saving:
        one.result()
    filled.stay += kept
    assert rewritten == 5
    assert len(kept) > 10
    assert filled.still_whole(filled.store)
    filled.delete()
    filled.store.close()
    with closing(Store(str(filled.file))) as again:
        assert filled.still_whole(again)
    assert filled.found() == []


REWRITES = """
import os, sys
from data import Store
store = Store(sys.argv[1])
os.write(1, b"open\\n")
while True:
    with store._database.transaction() as together:
        together.append("noted", "deleted", __import__("datetime").datetime(2026, 1, 1))
    assert store._database.rewrite()
"""


def test_a_kill_in_the_middle_of_it_loses_nothing(tmp_path: Path) -> None:
    filled, rng = Filled(tmp_path, others=60), random.Random(15)
    filled.delete()
    filled.store.close()
    for _ in range(6):
        victim = subprocess.Popen(
            [sys.executable, "-c", REWRITES, str(filled.file)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert victim.stdout
        assert victim.stdout.readline() == b"open\n"
        time.sleep(rng.uniform(0, 0.3))
        victim.kill()
        victim.communicate(timeout=20)
        with closing(Store(str(filled.file))) as again:
            assert filled.still_whole(again)
            assert again.kept == ()
        assert [left.name for left in tmp_path.iterdir()] == ["workshop.duckdb"]


ON_A_SMALL_DISK = """
import sys
from pathlib import Path
from data import Store, keys
from tests.crash.test_deleted_words import Filled
folder = Path(sys.argv[1])
filled = Filled(folder)
filled.delete()
disk, filler = __import__("os").statvfs(folder), folder / "filler"
filler.write_bytes(bytes(disk.f_bavail * disk.f_frsize - int(sys.argv[2])))
if sys.argv[3] == "unnoticed":
    from data import rewriting
    rewriting.look_for_room = lambda _: None
print("rewritten", filled.store._database.rewrite())
print("whole", filled.still_whole(filled.store))
filled.store.close()
store = Store(str(filled.file))
print("after a start", filled.still_whole(store))
filler.unlink()
store.tidy_up(0)
print("whole", filled.still_whole(store), "words", len(filled.found()))
store.close()
print(sorted(left.name for left in folder.iterdir()))
"""


@pytest.mark.parametrize("disk", ["12m"], indirect=True)
def test_a_full_disk_puts_it_off_and_loses_nothing(disk: SmallDisk) -> None:
    for noticed in ("noticed", "unnoticed"):
        asked = [str(disk.folder), "300000", noticed]
        run = subprocess.run(
            [*disk.inside, sys.executable, "-c", ON_A_SMALL_DISK, *asked],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert run.stdout.splitlines() == [
            "rewritten False",
            "whole True",
            "after a start True",
            "whole True words 0",
            "['workshop.duckdb']",
        ], run.stderr
        assert "stays in the file for now" in run.stderr
        (disk.seen / "workshop.duckdb").unlink()
