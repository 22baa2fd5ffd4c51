"""The long form: `python -m tests.crash`, a line per kill, then a table; an hour and more."""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.crash.kills import Kill, Killer, ServerKiller, StoreKiller
from tests.crash.pages import PageKiller
from tests.crash.typing import TypingKiller


def main() -> int:
    asked = _arguments()
    deadline = time.monotonic() + 60 * asked.minutes
    rng = random.Random(asked.seed)
    kills: list[Kill] = []
    with tempfile.TemporaryDirectory(prefix="crash-") as folder:
        for killer, wanted in (
            (StoreKiller(_new(folder, "store")), asked.kills),
            (ServerKiller(_new(folder, "server")), asked.server_kills),
            (PageKiller(_new(folder, "page")), asked.page_kills),
            (TypingKiller(_new(folder, "typing")), asked.typing_kills),
        ):
            for kill in _killing(killer, wanted, rng, deadline):
                kills.append(kill)
                print(_line(len(kills), kill), flush=True)
    print(_table(kills))
    wanted = asked.kills + asked.server_kills + asked.page_kills + asked.typing_kills
    if len(kills) < wanted:
        print(f"STOPPED after {len(kills)} of {wanted} kills: give it more --minutes")
    return 1 if len(kills) < wanted or any(kill.missing for kill in kills) else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="of a process that saves directly")
    parser.add_argument("--server-kills", type=int, default=40, help="of the server, at imports")
    parser.add_argument("--page-kills", type=int, default=200, help="of it, while people answer")
    parser.add_argument("--typing-kills", type=int, default=70, help="of it, while somebody types")
    parser.add_argument("--minutes", type=float, default=90, help="stop killing after that long")
    parser.add_argument("--seed", type=int, default=1, help="which random moments")
    return parser.parse_args()


def _new(folder: str, name: str) -> Path:
    made = Path(folder) / name
    made.mkdir()
    return made


def _killing(killer: Killer, wanted: int, rng: random.Random, deadline: float) -> Iterator[Kill]:
    try:
        for _ in range(wanted):
            if time.monotonic() > deadline:
                return
            yield killer.kill(rng)
    finally:
        killer.end()


def _line(number: int, kill: Kill) -> str:
    told = f"{kill.acknowledged} acknowledged, {kill.owed} in all, {kill.missing} missing"
    told += ", in a checkpoint" if kill.in_a_checkpoint else ""
    return f"kill {number}: {kill.victim}, {told}, {kill.damaged_logs} damaged logs"


def _table(kills: list[Kill]) -> str:
    lines = [
        "",
        "| victim | kills | in a checkpoint | acknowledged | missing | damaged logs |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for victim in ("store", "server", "page", "typing"):
        of = [kill for kill in kills if kill.victim == victim]
        sums = (
            len(of),
            sum(kill.in_a_checkpoint for kill in of),
            sum(kill.acknowledged for kill in of),
            max((kill.missing for kill in of), default=0),
            max((kill.damaged_logs for kill in of), default=0),
        )
        lines.append(f"| {victim} | {' | '.join(map(str, sums))} |")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
