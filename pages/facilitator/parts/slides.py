"""What the stage shows around charts, as HTML laid out on a canvas of 1920 by 1080 pixels.

Everything that people or hosts wrote is escaped here, and reads in its own direction.
"""

from html import escape
from typing import Final

import segno

from data import keys
from data.cohorts import Cohort
from exercises.content import Asked
from pages.http.links import base_url, join_url
from pages.shared import browser
from pages.shared.language import words

_FEW, _MANY = 4, 8  # cards, which stand in one column or in three
# Characters of a heading: more than two lines, and more than four lines of a long one.
_LONG: Final = 76
_LONGEST: Final = 200


def text(tag: str, what: str, kind: str = "") -> str:
    """Return an element with its text escaped."""
    named = f' class="{kind}"' if kind else ""
    return f'<{tag}{named} dir="auto">{escape(what)}</{tag}>'


def heading(cohort: Cohort, title: str, line: str) -> str:
    """Return the strip at the top: the topic, and how to join."""
    size = "longest" if len(title) > _LONGEST else "long" if len(title) > _LONG else ""
    said = text("h1", title, size) + text("p", line)
    return f'<header class="top"><div>{said}</div>{_way_in(cohort)}</header>'


def question(asked: Asked) -> str:
    """Return the numbered items to answer, each on a card."""
    cards = "".join(
        f"<li><i>{n}</i><div>{text('b', name)}{text('span', line) if line else ''}</div></li>"
        for n, (name, line) in enumerate(asked.items, start=1)
    )
    size = " many" if len(asked.items) > _MANY else " few" if len(asked.items) <= _FEW else ""
    return f'<ol class="cards{size}">{cards}</ol>'


def options(names: tuple[str, ...]) -> str:
    """Return the options in their chart colours."""
    chips = (f'<li class="option-{n}">{escape(name)}</li>' for n, name in enumerate(names))
    return f'<ul class="options">{"".join(chips)}</ul>'


def foot(parts: tuple[tuple[str, str], ...], note: str) -> str:
    """Return the strip below charts: what their colours mean, and how to read them."""
    chips = (
        f'<li class="{"part" if colour else "part open"}" style="--part:{escape(colour)}">'
        f"{escape(name)}</li>"
        for name, colour in parts
    )
    return f'<ul class="options">{"".join(chips)}</ul>{text("p", note, "note")}'


def progress(told: str, bar: tuple[int, int] | None) -> str:
    """Return the count in words, and while it goes on a bar of how many of those here answered."""
    drawn = ""
    if bar:
        answered, here = bar
        share = min(answered / here, 1) if here else 0
        drawn = f'<div class="bar"><div style="width:{round(100 * share)}%"></div></div>'
    return f'<div class="progress">{drawn}{text("strong", told)}</div>'


def opening(cohort: Cohort, joined: str) -> str:
    """Return the slide that shows how to join."""
    link = _link(cohort)
    steps = text("h1", words().stage.join) + text("p", cohort.title)
    said = f"{steps}{_go_to(cohort)}{text('strong', joined)}"
    return f'<section class="opening"><div>{said}</div>{_qr(link)}</section>'


def message(title: str, *lines: str) -> str:
    """Return a slide with one message."""
    said = "".join(text("p", line) for line in lines)
    return f'<section class="message">{text("h1", title)}{said}</section>'


def _way_in(cohort: Cohort) -> str:
    return f'<div class="join">{_go_to(cohort)}{_qr(_link(cohort))}</div>'


def _go_to(cohort: Cohort) -> str:
    """Return what to do with the address and the code, as one would say it, the code large."""
    address = f"<bdi>{escape(_short(_link(cohort)))}</bdi>"
    code = f"<b>{escape(keys.spoken_code(cohort.code))}</b>"
    told = escape(words().stage.go_to).format(address=address, code=code)
    return f'<div class="go-to" dir="auto">{told}</div>'


def _link(cohort: Cohort) -> str:
    return join_url(base_url(*browser.scheme_and_host()), cohort.code)


def _short(link: str) -> str:
    """Return the address as people would read it aloud; the home page asks for the code."""
    return link.rsplit("://", maxsplit=1)[-1].split("/", maxsplit=1)[0]


def _qr(link: str) -> str:
    # Its own white background, because cameras need the quiet zone on dark slides, too.
    picture = segno.make(link, micro=False).svg_data_uri(border=2, light="#ffffff", omitsize=True)
    return f'<img class="qr" alt="{escape(words().host.qr)}" src="{escape(picture)}">'
