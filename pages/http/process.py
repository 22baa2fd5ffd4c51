"""What the process needs before it serves a full room: files enough, and words in the log."""

import gc
import logging
import resource
from typing import Final

# With a thousand sessions in memory a look through everything stops the server for half a second,
# and by Python's own measure came every eight. So it comes after 600,000 new objects that stayed,
# half a minute of a full room: later, and what it has not found yet is memory that is missed.
_COLLECT_AFTER: Final = (2_000, 10, 30)


def prepare() -> None:
    """Allow as many open sockets as the system lets this user have, and log what the app says."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != hard:
        # Many systems start with 1,024, and a phone holds two sockets: page and live signal.
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    # What is loaded by now stays for good: the collector, which Streamlit no longer runs after
    # every script, need not look through it again and again.
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    _log_to_stderr()


def _log_to_stderr() -> None:
    for name in ("pages", "data"):
        logger = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        if not logger.handlers:
            handler = logging.StreamHandler()
            handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
            logger.addHandler(handler)
