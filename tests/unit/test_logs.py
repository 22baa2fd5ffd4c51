"""The log as JSON: every event is one machine-readable line, whichever logger wrote it."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from pages.http import logs


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    """Log through another logger, as Streamlit's and uvicorn's have their own handlers."""
    into, logger = io.StringIO(), logging.getLogger("somebody.else")
    handler = logging.StreamHandler(into)
    logger.addHandler(handler)
    ours = [logging.getLogger(name) for name in ("pages", "data")]
    before = [(one, one.handlers[:], one.propagate, one.level) for one in ours]
    formatters = [(one, one.formatter) for one in logs._handlers()]
    yield into
    logger.removeHandler(handler)
    for theirs, formatter in formatters:
        theirs.setFormatter(formatter)
    for one, handlers, propagate, level in before:
        one.handlers, one.propagate, one.level = handlers, propagate, level


def test_a_trace_and_what_was_filled_in_are_one_line(said: io.StringIO) -> None:
    logs.begin("json")
    try:
        raise ValueError("first line\nand “second”")
    except ValueError:
        logging.getLogger("somebody.else").exception("A %s request\nfailed", "GET")
    (line,) = said.getvalue().splitlines()
    told = json.loads(line)
    assert told.keys() == {"at", "level", "logger", "process", "message", "trace"}
    assert (told["level"], told["logger"]) == ("error", "somebody.else")
    assert told["message"] == "A GET request\nfailed"
    assert told["trace"].startswith("Traceback") and "and “second”" in told["trace"]
    assert told["at"].endswith("+00:00")


def test_as_shipped_the_log_is_for_people(
    said: io.StringIO, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("pages"), "handlers", [])
    logs.begin("text")
    for handler in logging.getLogger("pages").handlers:
        assert isinstance(handler, logging.StreamHandler)
        handler.setStream(sys.stderr)
    logging.getLogger("pages.somewhere").info("Dropped a message")
    logging.getLogger("somebody.else").warning("as it was")
    assert capsys.readouterr().err.endswith(" pages.somewhere: Dropped a message\n")
    assert said.getvalue() == "as it was\n"
