"""The log on stderr: lines of text for people, or lines of JSON for a log collector."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final, Literal

_OURS: Final = ("pages", "data")
_FOR_PEOPLE: Final = "%(asctime)s %(name)s: %(message)s"


class AsJson(logging.Formatter):
    """Formats each record as one line of JSON, including its trace."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line."""
        told: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def begin(style: Literal["text", "json"]) -> None:
    """Set up logging of the app; as JSON, also that of Streamlit and uvicorn."""
    for name in _OURS:
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        if not logger.handlers:
            to_stderr = logging.StreamHandler()
            to_stderr.setFormatter(logging.Formatter(_FOR_PEOPLE))
            logger.addHandler(to_stderr)
    if style == "json":
        for handler in _handlers():
            handler.setFormatter(AsJson())


def _handlers() -> Iterator[logging.Handler]:
    there = logging.root.manager.loggerDict.values()
    loggers = chain([logging.root], (one for one in there if isinstance(one, logging.Logger)))
    return chain.from_iterable(logger.handlers for logger in loggers)
