"""Everything written to a socket within one pass of the loop goes out at once, in order."""

import asyncio
from typing import Any

from pages.http.patches.write_buffer import WriteBuffer


class _Wire:
    """A transport that records what's done with it."""

    def __init__(self) -> None:
        self.done: list[Any] = []

    def write(self, data: bytes) -> None:
        self.done.append(data)

    def close(self) -> None:
        self.done.append("closed")

    def abort(self) -> None:
        self.done.append("aborted")

    def is_closing(self) -> bool:
        return False


def _saying(*acts: str) -> list[Any]:
    wire = _Wire()

    async def say() -> None:
        together = WriteBuffer(wire)
        for act in acts:
            if act in ("close", "abort"):
                getattr(together, act)()
            elif act == "turn":
                await asyncio.sleep(0)
            else:
                together.write(act.encode())
        await asyncio.sleep(0)

    asyncio.run(say())
    return wire.done


def test_what_is_said_in_one_turn_is_one_write() -> None:
    assert _saying("a", "b", "turn", "c") == [b"ab", b"c"]


def test_closing_comes_after_everything_that_was_said() -> None:
    assert _saying("a", "b", "close") == [b"ab", "closed"]


def test_hanging_up_waits_for_nothing() -> None:
    assert _saying("a", "abort") == ["aborted"]


def test_in_everything_else_it_is_the_transport() -> None:
    assert WriteBuffer(_Wire()).is_closing() is False
