"""The plan as a page to print: the browser makes the PDF, with the reader's own fonts."""

import base64
import hashlib
import re
from collections.abc import Collection
from html import escape
from typing import Final

from starlette.responses import Response

from exercises.formats import direction
from exercises.plan import Grid, Items, Paragraph, Section
from exercises.text import has_long_word
from pages.http.documents.plan.gathered import Plan, own_plan, paper_of, parts_of
from pages.http.routes.callers import Caller

_SHORT: Final = 9  # characters in a cell that stays on one line
_SIZES: Final[dict[str, str]] = {"a4": "A4", "letter": "letter"}

_STYLE: Final = """
:root { color-scheme: light; }
@page { size: %s; margin: 14mm 20mm; }
body { font: 11.5pt/1.5 "Source Sans 3", "Helvetica Neue", Arial, sans-serif; color: #1c2b29;
  background: #fff; max-width: 44rem; margin: 2rem auto; padding: 0 1rem;
  overflow-wrap: anywhere; }
h1 { font-size: 24pt; line-height: 1.15; margin: 0 0 .3rem; }
h2 { font-size: 15pt; margin: 1.8rem 0 .4rem; border-bottom: 1.5pt solid #0a6657;
  padding-bottom: .15rem; break-after: avoid; }
h3 { font-size: 11.5pt; margin: .9rem 0 .2rem; break-after: avoid; }
p { margin: .3rem 0; white-space: pre-line; } p, li, td { unicode-bidi: plaintext; }
ul { margin: .2rem 0; padding-inline-start: 1.3rem; }
li, table, section > p { break-inside: avoid; } td:last-child { white-space: nowrap; }
.plain { list-style: none; padding: 0; }
table { border-collapse: collapse; width: 100%%; margin: .5rem 0; }
th, td { text-align: start; vertical-align: top; padding: .3rem .5rem .3rem 0;
  border-bottom: .5pt solid #b9c4c1; overflow-wrap: normal; }
td.long { overflow-wrap: anywhere; min-width: 9em; } td.short { white-space: nowrap; }
.about, footer { color: #4d5c59; font-size: 10pt; } footer { margin-top: 2.5rem; }
button { font: inherit; padding: .6rem 1.2rem; border: 0; border-radius: .5rem;
  background: #0a6657; color: #fffdf9; cursor: pointer; }
@media (max-width: 40rem) { table { font-size: 9pt; } td.long { min-width: 4.5em; }
  td:last-child, td.short { white-space: normal; } }
.name { font: inherit; width: 100%%; box-sizing: border-box; padding: .4rem .6rem; }
.name::placeholder { font-size: .8em; }
@media print { .screen, .name:placeholder-shown { display: none; }
  .name { border: 0; padding: 0; font-size: 13pt; }
  .front { font-size: 10.5pt; line-height: 1.35; } .front h2 { margin: .8rem 0 .25rem; }
  .front h3 { margin: .5rem 0 .1rem; } .front:not(:last-child) { break-after: page; }
  body { margin: 0; padding: 0; max-width: none; } }
"""
_SCRIPT: Final = "document.querySelector('button').addEventListener('click', () => print());"


def as_page(caller: Caller) -> Response:
    """Return the plan as a page to print on A4, or on Letter if requested."""
    style = _STYLE % _SIZES[paper_of(caller.request)]
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(_SCRIPT)};"
        " base-uri 'none'; form-action 'none'"
    )
    return Response(
        page(own_plan(caller), style, parts_of(caller.request)),
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": policy},
    )


def page(plan: Plan, style: str, parts: Collection[str] | None = None) -> str:
    """Return a plan as HTML; what people wrote is escaped, and reads in its own direction."""
    words = plan.words
    first, rest = "".join(map(_section, plan.front)), "".join(map(_section, plan.chosen(parts)))
    name = f'<input class="name" placeholder="{escape(words.your_name)}" dir="auto">'
    front = f'<div class="front">{first}</div>' if first else ""
    body = f"{front}{rest}" or f"<p>{escape(words.nothing)}</p>"
    return (
        f'<!doctype html><html lang="{escape(plan.language)}" dir="{direction(plan.language)}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(words.title)}</title><style>{style}</style></head><body>"
        f'<p class="screen"><button type="button">{escape(words.print_button)}</button></p>'
        f'<p class="screen about">{escape(words.print_hint)}</p>'
        f'<h1>{escape(words.title)}</h1><p class="about" dir="auto">{escape(plan.made())}</p>'
        f"{name}<main>{body}</main>"
        f"<footer>{escape(words.source)}</footer><script>{_SCRIPT}</script></body></html>"
    )


def _section(section: Section) -> str:
    return (
        f"<section><h2>{escape(section.title)}</h2>{''.join(map(_part, section.parts))}</section>"
    )


def _part(part: Paragraph | Items | Grid) -> str:
    if isinstance(part, Paragraph):
        return f'<p dir="auto">{escape(part.text)}</p>'
    if isinstance(part, Items):
        title = f"<h3>{escape(part.title)}</h3>" if part.title else ""
        opened = "<ul>" if part.bulleted else '<ul class="plain">'
        return f"{title}{opened}{''.join(_cell('li', line) for line in part.lines)}</ul>"
    head = "".join(_cell("th", name) for name in part.columns)
    rows = "".join(f"<tr>{''.join(map(_table_cell, row))}</tr>" for row in part.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(tag: str, text: str) -> str:
    return f'<{tag} dir="auto">{escape(text)}</{tag.partition(" ")[0]}>'


def _table_cell(text: str) -> str:
    """Return a cell that doesn't break words, unless one is too long for any column.

    An email address that doesn't fit on a line breaks after its @.
    """
    if not has_long_word(text):
        return _cell('td class="short"' if len(text) <= _SHORT else "td", text)
    broken = re.sub(r"(?<=\S@)(?=\S)", "<wbr>", escape(text))
    return f'<td class="long" dir="auto">{broken}</td>'


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode()).digest()).decode()}'"
