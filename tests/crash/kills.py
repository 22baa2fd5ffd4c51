"""Processes killed at random moments, and how much of what they acknowledged survives."""

import contextlib
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx

from data import Store, keys
from tests.crash.room import SLUG, Room, answer_of, shared_half
from tests.kept import in_store
from tests.server import ROOT, Server


@dataclass(frozen=True)
class Kill:
    """One kill: what was acknowledged since the last one, and what is missing overall."""

    victim: str
    acknowledged: int
    owed: int
    missing: int
    damaged_logs: int
    in_a_checkpoint: bool


class Killer(Protocol):
    """Kills, restarts and compares."""

    def kill(self, rng: random.Random) -> Kill: ...

    def end(self) -> None: ...


class StoreKiller:
    """Kills a process that saves through the store from four threads."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "workshop.duckdb"
        store = Store(str(self.file))
        self.cohort, _ = store.cohorts.create("Spring", 3)
        store.close()
        self.owed: dict[str, dict[str, Any]] = {}

    def kill(self, rng: random.Random) -> Kill:
        given = self._save_and_die(rng)
        in_a_checkpoint = is_in_a_checkpoint(self.file)
        for key in given:
            self.owed[keys.fingerprint(key)] = shared_half(answer_of(key))
        missing, damaged = self._compare(given, rng)
        return Kill("store", len(given), len(self.owed), missing, damaged, in_a_checkpoint)

    def end(self) -> None:
        pass

    def _save_and_die(self, rng: random.Random) -> list[str]:
        # At DuckDB's default of 16 MiB no kill would hit a checkpoint.
        log = rng.choice(("10KB", "200KB"))
        saver = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.saver", str(self.file), self.cohort.code, log],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert saver.stdout
        if rng.random() < 0.2:  # sometimes even while it opens the store
            threading.Timer(rng.uniform(0.4, 1.5), saver.kill).start()
            said = ""
        else:
            said = saver.stdout.readline()
            threading.Timer(rng.uniform(0, 0.8), saver.kill).start()
        said += saver.stdout.read()
        assert saver.wait() == -signal.SIGKILL
        return said.split()

    def _compare(self, given: list[str], rng: random.Random) -> tuple[int, int]:
        store = Store(str(self.file))
        with contextlib.closing(store):
            found = in_store(store, self.cohort.code)
            missing = sum(found.get((who, SLUG)) != answer for who, answer in self.owed.items())
            for key in rng.sample(given, min(5, len(given))):
                missing += store.answers.own(key, SLUG) is None  # including its sealed half
        return missing, len(store.kept)


class ServerKiller:
    """Kills the server while four clients send answers over HTTP."""

    def __init__(self, folder: Path) -> None:
        self.server = Server(folder).start()
        self.room = Room(self.server.url)
        self._numbers = 0

    def kill(self, rng: random.Random) -> Kill:
        before, stopping = len(self.room.acknowledged), threading.Event()
        clients = [threading.Thread(target=self._answer, args=(stopping,)) for _ in range(4)]
        for client in clients:
            client.start()
        time.sleep(rng.uniform(0.2, 2))
        self.server.kill()
        in_a_checkpoint = is_in_a_checkpoint(self.server.store)
        stopping.set()
        for client in clients:
            client.join()
        self.server.start()
        owed = len(self.room.acknowledged)
        missing = len(self.room.missing()) if owed else 0
        damaged = damaged_logs(self.server.folder)
        return Kill("server", owed - before, owed, missing, damaged, in_a_checkpoint)

    def end(self) -> None:
        self.server.stop()

    def _answer(self, stopping: threading.Event) -> None:
        with httpx.Client(timeout=20) as client, contextlib.suppress(httpx.HTTPError):
            while not stopping.is_set():
                self._numbers += 4  # may repeat a number, with the same answer
                self.room.answer(client, *(f"form {self._numbers + i}" for i in range(4)))


def is_in_a_checkpoint(store: Path) -> bool:
    """Say whether DuckDB was in the middle of a checkpoint: the file that it then writes exists."""
    return store.with_name(f"{store.name}.wal.checkpoint").exists()


def damaged_logs(folder: Path) -> int:
    """Count the unreadable logs that were set aside."""
    return len(list(folder.glob("*.damaged-*")))
