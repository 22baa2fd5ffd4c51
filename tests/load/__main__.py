"""`python -m tests.load`: the whole benchmark in about half an hour, or one part of it."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable, Iterable

from tests.load import led, reconnect, saturate, steady
from tests.load.cluster import cluster
from tests.load.figures import say
from tests.load.idle import idle
from tests.load.reveal import reveal
from tests.load.rivals import rivals
from tests.load.soak import soak
from tests.load.summaries import summaries
from tests.load.verdict import Verdict, table

Part = Callable[[argparse.Namespace], Awaitable[list[Verdict]]]


async def _room(asked: argparse.Namespace) -> list[Verdict]:
    return steady.verdicts(await steady.steady(asked.people, asked.think, asked.seconds or 60))


async def _saturate(asked: argparse.Namespace) -> list[Verdict]:
    return saturate.verdicts(await saturate.saturate(asked.seconds or 12))


async def _idle(asked: argparse.Namespace) -> list[Verdict]:
    # At least as long as a garbage collection cycle takes to come round (pages/http/lifespan.py).
    return await idle(asked.people, asked.seconds or 60)


async def _reveal(asked: argparse.Namespace) -> list[Verdict]:
    return await reveal(asked.people)


async def _led(asked: argparse.Namespace) -> list[Verdict]:
    return led.verdicts(await led.led(asked.people, asked.think, asked.seconds or 20))


async def _reconnect(asked: argparse.Namespace) -> list[Verdict]:
    # Longer than the two minutes for which Streamlit remembers a lost session.
    return reconnect.verdicts(await reconnect.reconnect(asked.people, asked.seconds or 180))


async def _cluster(asked: argparse.Namespace) -> list[Verdict]:
    return await cluster(asked.seconds or 6)


async def _summaries(_: argparse.Namespace) -> list[Verdict]:
    return summaries()


async def _floor(asked: argparse.Namespace) -> list[Verdict]:
    return await rivals(asked.seconds or 6)


async def _soak(asked: argparse.Namespace) -> list[Verdict]:
    return await soak(asked.people, asked.think, asked.seconds or 2400)


PARTS: dict[str, Part] = {
    "room": _room,
    "saturate": _saturate,
    "idle": _idle,
    "reveal": _reveal,
    "led": _led,
    "summaries": _summaries,
    "cluster": _cluster,
    "floor": _floor,
}
# These take five and forty minutes by themselves, so they run only on request.
BY_NAME: dict[str, Part] = {**PARTS, "reconnect": _reconnect, "soak": _soak}


def main() -> int:
    """Run the requested parts, print the table, and fail if a target was missed."""
    asked = _arguments()
    verdicts = asyncio.run(_run([BY_NAME[asked.part]] if asked.part else PARTS.values(), asked))
    say("\n" + table(verdicts))
    return int(any(verdict.ok is False for verdict in verdicts))


async def _run(parts: Iterable[Part], asked: argparse.Namespace) -> list[Verdict]:
    verdicts = []
    for part in parts:
        say(f"--- {part.__name__.strip('_')}")
        verdicts += await part(asked)
    return verdicts


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    alone = ", ".join(name for name in BY_NAME if name not in PARTS)
    told = f"one part; without it all but those that take long by themselves: {alone}"
    parser.add_argument("part", nargs="?", choices=[*BY_NAME], help=told)
    parser.add_argument("--people", type=int, default=1000, help="attendees (1000)")
    parser.add_argument("--think", type=float, default=10, help="seconds between answers (10)")
    parser.add_argument(
        "--seconds",
        type=float,
        help="how long to measure; led: at each step; reconnect: without a network",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
