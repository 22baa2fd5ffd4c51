"""The Chromium that tests open pages in."""

import shutil

from playwright.sync_api import Browser, Playwright

# The same engine; the shell has no windows of its own to draw, which costs a third of the CPU.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")


def installed() -> str | None:
    """Return where Chromium is, or None if it isn't installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def started(play: Playwright) -> Browser:
    """Start Chromium; its sandbox refuses to run as root, and it only visits our server."""
    return play.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
