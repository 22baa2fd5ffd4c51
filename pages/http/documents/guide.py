"""The facilitator's guide as a page to print, with a room's own order and timing."""

from collections.abc import Iterable
from html import escape

from starlette.responses import HTMLResponse, Response

from data.cohorts import Cohort
from exercises import timetable
from exercises.content import Guide
from exercises.formats import direction, named
from exercises.timetable import Stop, Timetable
from pages.http import assets
from pages.http.routes.callers import Caller
from pages.http.speaking import language_of
from pages.wording import WORDING, Wording
from pages.wording import steps as naming


def as_html(caller: Caller) -> Response:
    """Return the guide to a room's session, ready to print."""
    cohort = caller.facilitated()
    stops = timetable.timetable(caller.store.rooms.state(cohort.code).agenda)
    return HTMLResponse(page(cohort, stops, language_of(caller.request, cohort)))


def page(cohort: Cohort, stops: Timetable, language: str) -> str:
    """Return the whole guide."""
    words = WORDING.in_(language)
    told = words.guide
    steps = "".join(_step(stop, stops, words, language) for stop in stops)
    return f"""<!doctype html>
<html lang="{_safe(language)}" dir="{direction(language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_safe(named(told.title, cohort.title, language))}</title>
<link rel="stylesheet" href="../../../assets/{assets.STYLE}">
<script defer src="../../../assets/{assets.SCRIPT}"></script>
</head><body class="guide"><main>
<button type="button">{_safe(words.report.print_it)}</button>
<h1>{_safe(told.title)}</h1><p class="about" dir="auto">{_safe(cohort.title)}</p>
<p>{_safe(told.intro)}</p>
{_list(told.before, told.before_steps)}{_list(told.votes, told.votes_steps)}
{_heading(told.welcome, words.house.minutes.format(n=timetable.WELCOME))}
{_say(told.say, told.welcome_say)}{steps}{_list(told.after, told.after_steps)}
<p class="note">{_safe(words.house.source)}</p>
</main></body></html>"""


def _step(stop: Stop, stops: Timetable, words: Wording, language: str) -> str:
    content, named = stop.exercise.content(language), naming.name(stops, stop.exercise, language)
    head = _heading(content.title, words.house.minutes.format(n=stop.minutes), named)
    told = _guide(content.guide, words) if content.guide else ""
    return f"<section>{head}{told}</section>"


def _guide(guide: Guide, words: Wording) -> str:
    told = words.guide
    asked = "".join(
        f"<li><em>{_safe(question.when)}</em><br>{_safe(question.what)}</li>"
        for question in guide.ask
    )
    beside = (
        (told.listen, guide.listen),
        (told.few, guide.few),
        (told.late, guide.late),
        (told.on_a_call, guide.on_a_call),
        (told.in_a_room, guide.in_a_room),
    )
    lines = "".join(_line(title, text) for title, text in beside)
    ask = f"<div><strong>{_safe(told.ask)}</strong><ul>{asked}</ul></div>"
    said = _say(told.say, guide.say) + _line(told.people, guide.people)
    return f'{said}<div class="flowing">{ask}{lines}</div>'


def _line(title: str, text: str) -> str:
    return f"<p><strong>{_safe(title)}</strong> {_safe(text)}</p>"


def _say(title: str, text: str) -> str:
    return f"<blockquote><strong>{_safe(title)}</strong> {_safe(text)}</blockquote>"


def _heading(title: str, minutes: str, step: str = "") -> str:
    before = f"<small>{_safe(step)}</small> " if step else ""
    return f'<h2>{before}{_safe(title)} <span class="about">{_safe(minutes)}</span></h2>'


def _list(title: str, lines: Iterable[str]) -> str:
    shown = "".join(f"<li>{_safe(line)}</li>" for line in lines)
    return f"<section><h2>{_safe(title)}</h2><ul>{shown}</ul></section>"


def _safe(text: str) -> str:
    return escape(text, quote=True)
