"""A damaged log: what's readable counts, and nothing of it is deleted or concealed."""

import logging
import random
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from data import Store
from data.faults import Fault, StoreFault
from data.recovery import Why, readable_until
from pages.wording import WORDING
from tests.crash.starting import environment
from tests.server import ROOT, Server

ANSWERS = 120

SAVE_AND_DIE = f"""
import os, signal, sys
from data import Store, keys
from exercises.mentor_criteria.answer import MentorCriteria
store = Store(sys.argv[1])
cohort, _ = store.cohorts.create("Spring", 3)
for number in range({ANSWERS}):
    key = keys.mint_key()
    store.cohorts.join(key, cohort.code)
    store.answers.save(key, cohort.code, "mentor_criteria", MentorCriteria())
print(cohort.code, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@dataclass(frozen=True)
class Ruin:
    """A store as a killed process left it, with every answer in its log."""

    file: Path
    cohort: str

    @property
    def log(self) -> Path:
        return self.file.with_name(f"{self.file.name}.wal")

    @property
    def second_log(self) -> Path:
        return self.file.with_name(f"{self.file.name}.wal.checkpoint")

    def set_aside(self) -> list[Path]:
        return sorted(self.file.parent.glob("*.damaged-*"))

    def answers(self) -> int:
        """Open the store, count, and close it again."""
        with closing(Store(str(self.file))) as store:
            return store.rooms.counts(self.cohort).answered.get("mentor_criteria", 0)


@pytest.fixture(scope="session")
def wreck(tmp_path_factory: pytest.TempPathFactory) -> Ruin:
    file = tmp_path_factory.mktemp("wreck") / "workshop.duckdb"
    died = subprocess.run(
        [sys.executable, "-c", SAVE_AND_DIE, str(file)],
        cwd=ROOT,
        env=environment(file),
        stdout=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    return Ruin(file, died.stdout.strip())


@pytest.fixture
def ruin(wreck: Ruin, tmp_path: Path) -> Ruin:
    """A copy of the wreck to damage further."""
    for part in (wreck.file, wreck.log):
        shutil.copy(part, tmp_path)
    return Ruin(tmp_path / wreck.file.name, wreck.cohort)


def flip(file: Path, position: int, rng: random.Random) -> None:
    content = bytearray(file.read_bytes())
    content[position] ^= 1 << rng.randrange(8)
    file.write_bytes(content)


def test_our_idea_of_a_log_is_that_of_this_duckdb(ruin: Ruin) -> None:
    log = ruin.log.read_bytes()
    assert len(log) > 10_000
    assert readable_until(log) == len(log)
    assert ruin.answers() == ANSWERS
    assert ruin.set_aside() == []


@pytest.mark.parametrize("seed", range(10))
def test_a_log_cut_short_anywhere_opens_with_what_came_before(ruin: Ruin, seed: int) -> None:
    whole = ruin.log.read_bytes()
    keep = random.Random(seed).randrange(9, len(whole))
    ruin.log.write_bytes(whole[:keep])
    share = keep / len(whole)
    assert share * ANSWERS - 10 <= ruin.answers() <= share * ANSWERS + 1
    assert [aside.read_bytes() for aside in ruin.set_aside()] in ([], [whole[:keep]])


@pytest.mark.parametrize("zeroes", [1, 8, 64, 4096])
def test_a_tail_of_zeroes_costs_nothing_that_came_before(ruin: Ruin, zeroes: int) -> None:
    damaged = ruin.log.read_bytes() + bytes(zeroes)
    ruin.log.write_bytes(damaged)
    assert ruin.answers() == ANSWERS
    assert [aside.read_bytes() for aside in ruin.set_aside()] == [damaged]


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_bit_is_never_passed_over_in_silence(ruin: Ruin, seed: int) -> None:
    rng = random.Random(seed)
    position = rng.randrange(ruin.log.stat().st_size)
    before = position / ruin.log.stat().st_size * ANSWERS
    flip(ruin.log, position, rng)
    damaged = ruin.log.read_bytes()
    assert before - 10 <= ruin.answers() < ANSWERS
    # A damaged length misleads the reader, and finding the damage takes two rounds.
    assert ruin.set_aside()[0].read_bytes() == damaged


@pytest.mark.parametrize("position", range(8))
def test_damage_to_the_first_bytes_costs_no_answer(ruin: Ruin, position: int) -> None:
    flip(ruin.log, position, random.Random(position))
    assert ruin.answers() == ANSWERS
    assert len(ruin.set_aside()) == 1


def test_a_damaged_length_is_found_though_duckdb_says_nothing(ruin: Ruin) -> None:
    log = bytearray(ruin.log.read_bytes())
    half = readable_until(bytes(log[: len(log) // 2]))
    log[half + 2] ^= 0x40  # the record now claims to be 4 MB long
    ruin.log.write_bytes(log)
    assert ANSWERS / 2 - 10 < ruin.answers() < ANSWERS / 2 + 10
    assert len(ruin.set_aside()) == 1


def test_what_is_saved_after_a_damage_is_there_the_next_time(ruin: Ruin) -> None:
    flip(ruin.log, ruin.log.stat().st_size // 2, random.Random(1))
    left = ruin.answers()
    assert ruin.answers() == left
    assert len(ruin.set_aside()) == 1, "a damage is told once"


def test_a_log_set_aside_is_for_its_owner_only(ruin: Ruin) -> None:
    flip(ruin.log, 5000, random.Random(1))
    ruin.answers()
    assert [aside.stat().st_mode & 0o077 for aside in ruin.set_aside()] == [0]


def test_a_log_without_its_store_is_kept_though_duckdb_would_delete_it(ruin: Ruin) -> None:
    log = ruin.log.read_bytes()
    ruin.file.unlink()
    with closing(Store(str(ruin.file))) as store:
        (kept,) = store.kept
    assert kept.why is Why.LONE_LOG
    assert kept.file.read_bytes() == log


@pytest.mark.parametrize("first", ["damaged", "gone"])
def test_a_second_log_that_duckdb_would_drop_is_kept(ruin: Ruin, first: str) -> None:
    log = ruin.log.read_bytes()
    ruin.second_log.write_bytes(log)  # as in the middle of a checkpoint
    if first == "gone":
        ruin.log.unlink()
    else:
        flip(ruin.log, len(log) // 2, random.Random(1))
    with closing(Store(str(ruin.file))) as store:
        assert log in [kept.file.read_bytes() for kept in store.kept]
    assert not ruin.second_log.exists()


def test_the_log_of_a_store_in_use_is_not_touched(ruin: Ruin) -> None:
    with closing(Store(str(ruin.file))):
        half_written = ruin.log.read_bytes() + b"\x10\x20"
        ruin.log.write_bytes(half_written)
        opener = [sys.executable, "-c", f"from data import Store; Store({str(ruin.file)!r})"]
        said = subprocess.run(
            opener, cwd=ROOT, stderr=subprocess.PIPE, text=True, timeout=60, check=False
        )
        assert "Could not set lock" in said.stderr
        assert ruin.log.read_bytes() == half_written
        assert ruin.set_aside() == []


def test_the_server_says_it_in_one_line_and_in_the_log(ruin: Ruin, tmp_path: Path) -> None:
    flip(ruin.log, ruin.log.stat().st_size // 2, random.Random(1))
    with Server(tmp_path) as server:
        said = server.log.read_text()
    (aside,) = ruin.set_aside()
    assert WORDING.in_("en").at_start.kept["damaged_log"].format(file=aside) in said.splitlines()
    assert f"the original: {aside}" in said


def test_every_reason_to_keep_a_file_has_its_wording() -> None:
    assert WORDING.in_("en").at_start.kept.keys() == {why.value for why in Why}
    assert WORDING.in_("en").store_faults.keys() == {fault.value for fault in Fault}


@pytest.mark.parametrize("seed", range(25))
def test_a_flipped_bit_in_the_file_itself_is_found_at_the_start(
    ruin: Ruin, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    assert ruin.answers() == ANSWERS  # and now everything is in the file
    rng = random.Random(seed)
    position = rng.randrange(ruin.file.stat().st_size)
    flip(ruin.file, position, rng)
    caplog.set_level(logging.CRITICAL)
    try:
        assert ruin.answers() == ANSWERS
    except StoreFault as fault:
        assert fault.fault is Fault.DAMAGED
