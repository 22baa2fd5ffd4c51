"""The long form: `python -m tests.fuzz --cases 100000 --minutes 20`, with a table at the end."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from exercises import AGENDA
from tests.fuzz import answers, routes, sockets
from tests.fuzz.grounds import Grounds
from tests.fuzz.running import Tally

ROUNDS = 20
# Shares of all cases; the rest are requests.
_ANSWERS, _ROOMS, _FRAMES = 0.66, 0.01, 0.08


def main() -> int:
    asked = _arguments()
    until = time.monotonic() + 60 * asked.minutes
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        with Grounds(Path(folder)) as grounds:
            people: list[str] = []
            for turn in range(ROUNDS):
                people += _throw(grounds, asked.cases // ROUNDS, asked.seed + turn, tally, until)
                print(f"round {turn + 1} of {ROUNDS}: {tally.cases} cases", flush=True)
                if time.monotonic() > until:
                    break
            complaints = grounds.complaints()
            grounds.exported()
        kept = grounds.stored() + sockets.kept(grounds, people)
    print(tally.table())
    print(f"{kept} stored answers read again, all valid; {len(complaints)} failures in the log")
    print(*complaints[:3], sep="\n")
    if time_is_over := time.monotonic() > until:
        print(f"STOPPED after {tally.cases} of {asked.cases} cases: give it more --minutes")
    return 1 if complaints or time_is_over else 0


def _throw(grounds: Grounds, cases: int, seed: int, tally: Tally, until: float) -> list[str]:
    """Throw a round at everything; return the cookies of the people whose sockets were used."""
    for exercise in AGENDA:
        each = cases // len(AGENDA)
        answers.throw_answers(exercise, int(each * _ANSWERS), seed, tally, until=until)
        answers.throw_rooms(exercise, int(each * _ROOMS), seed, tally, until=until)
    requests = int(cases * (1 - _ANSWERS - _ROOMS - _FRAMES)) + 1
    routes.throw_requests(grounds, requests, seed, tally, until=until)
    return asyncio.run(
        sockets.throw_frames(grounds, int(cases * _FRAMES), seed, tally, until=until)
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=105_000, help="in all, over all families")
    parser.add_argument("--minutes", type=float, default=30, help="try nothing new after that long")
    parser.add_argument("--seed", type=int, default=1, help="which random cases")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
