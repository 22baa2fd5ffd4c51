"""Someone who writes a text wherever a page lets them, and where it then appears on screen."""

from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from typing import Any

from tests.fuzz.grounds import Grounds, joined
from tests.load.tab import Tab
from tests.load.widgets import CLICK, name_of

# Where a text appears as it is, or can be edited: never as Markdown, HTML or a label. Our own
# components' scripts treat what they get as text or only compare it (tests/browser check that). In
# the HTML that we write it appears between tags, escaped.
AS_TEXT = {("text", "body"), ("bidi_component", "json"), ("html", "between tags")} | {
    (kind, field) for kind in ("text_input", "text_area") for field in ("default", "value")
}
# Labels are Markdown: a text is in one as it is only if there's nothing in it to escape.
IN_LABELS = {("button", "label")}
# Hidden fields: which page this is, and what it was drawn with.
_UNSEEN = ("tab", "seen-")
_CLICKS = 6


async def written(grounds: Grounds, code: str, page: str, text: str) -> tuple[int, set[Any]]:
    """Write a text into everything on a page; return how often, and where it then appears."""
    tab = Tab(grounds.server.url, await joined(grounds.server.url, code))
    await tab.open(page)
    await _look_for_fields(tab)
    fields = _fields(tab)
    for field in fields:
        await tab.change(field, text)
    found = set(_places(tab, text))
    await tab.open(page)
    found |= set(_places(tab, text))
    await tab.close()
    return len(fields), found


async def seen(grounds: Grounds, cookie: str, page: str, text: str) -> set[Any]:
    """Open a page, and return where a text appears on it."""
    tab = Tab(grounds.server.url, cookie)
    await tab.open(page)
    found = set(_places(tab, text))
    await tab.close()
    return found


def _fields(tab: Tab) -> list[str]:
    shown = [s for s in tab.screen.shown.values() if s.kind in ("text_input", "text_area")]
    return [name for s in shown if not (name := name_of(s.element)).startswith(_UNSEEN)]


async def _look_for_fields(tab: Tab) -> None:
    """Click whatever there is, until a text field appears."""
    tried: set[str] = set()
    while not _fields(tab) and len(tried) < _CLICKS:
        buttons = [
            name_of(s.element)
            for s in tab.screen.shown.values()
            if s.kind == "button" and not s.element.disabled
        ]
        button = next((name for name in buttons if name not in tried), None)
        if button is None:
            return
        tried.add(button)
        await tab.change(button, CLICK)


def _places(tab: Tab, text: str) -> Iterator[tuple[str, str]]:
    for shown in tab.screen.shown.values():
        if shown.kind == "html" and _is_inert(shown.element.body, text):
            yield shown.kind, "between tags"
        else:
            for field in _holding(shown.element, text):
                yield shown.kind, field


class _BetweenTags(HTMLParser):
    """What a browser would show of HTML, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = [""]

    def handle_data(self, data: str) -> None:
        self.pieces[-1] += data

    def handle_starttag(self, *_: object) -> None:
        self.pieces.append("")

    def handle_endtag(self, *_: object) -> None:
        self.pieces.append("")


def _is_inert(html: str, text: str) -> bool:
    """Say whether HTML shows a text as one piece, and elsewhere only escaped like that."""
    (parser := _BetweenTags()).feed(html)
    parser.close()
    shown = sum(piece.count(text) for piece in parser.pieces)
    return 0 < shown == html.count(escape(text)) and text not in html.replace(escape(text), "")


def _holding(message: Any, text: str) -> Iterator[str]:
    if isinstance(message, str):
        if text in message:
            yield ""
    elif hasattr(message, "ListFields"):
        for field, value in message.ListFields():
            repeated = not isinstance(value, str | bytes) and hasattr(value, "__iter__")
            for one in value if repeated else (value,):
                yield from (f"{field.name}.{rest}".strip(".") for rest in _holding(one, text))
