"""The report as a document, saved as PDF by the browser, readable without its charts, too."""

from html import escape
from math import isnan
from numbers import Real

import pandas as pd
from starlette.responses import HTMLResponse, Response

from exercises.exercise import Picture
from exercises.formats import figure
from exercises.text import has_long_word
from pages.http import assets
from pages.http.documents.report.gathered import Part, Report, report
from pages.http.routes.callers import Caller
from pages.results.votes import Told

_WIDE = 6  # columns, from which on a table is printed smaller


def as_html(caller: Caller) -> Response:
    """Return the report, ready to print."""
    return HTMLResponse(page(report(caller)), headers={"Cache-Control": "no-store"})


def page(told: Report) -> str:
    """Return the whole document."""
    words, cohort = told.words.report, told.cohort
    shown = "".join(_exercise(told, part) for part in told.parts)
    synthetic = f"<p><strong>{_safe(told.words.house.synthetic)}</strong></p>"
    return f"""<!doctype html>
<html lang="{_safe(told.language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_safe(words.title)}: {_safe(cohort.title)}</title>
<link rel="stylesheet" href="../../../assets/{assets.STYLE}">
<script defer src="../../../assets/{assets.PLOTLY}"></script>
<script defer src="../../../assets/{assets.SCRIPT}"></script>
</head><body><main>
<h1 dir="auto">{_safe(cohort.title)}</h1>
<p>{_safe(words.title)}{_safe(f" · {told.when()}" if told.days else "")}</p>
{synthetic if cohort.synthetic else ""}<button type="button">{_safe(words.print_it)}</button>
{_took_part(told)}{_in_short(told)}{shown}
<p class="note">{_safe(words.made_of)} {_safe(told.words.house.source)}</p>
</main></body></html>"""


def _took_part(told: Report) -> str:
    """Return the agenda with how many answered in each exercise."""
    words = told.words.report
    rows = pd.DataFrame(
        {
            words.exercise: [part.title for part in told.parts],
            words.answered: [part.answered for part in told.parts],
        }
    )
    joined = _safe(words.joined.format(n=told.joined))
    return f"<h2>{_safe(words.agenda)}: {_safe(words.participation)}</h2><p>{joined}</p>" + _table(
        rows, told.language
    )


def _in_short(told: Report) -> str:
    """Return the first headline of each exercise, of its latest vote: what one reads first."""
    said = []
    for part in told.parts:
        votes = [vote.pictures for vote in part.votes if vote.which != "moves" and vote.pictures]
        if votes:
            title, headline = _safe(part.title), _safe(votes[-1][0].headline)
            said.append(f"<li><strong>{title}</strong><br>{headline}</li>")
    summary = _safe(told.words.report.summary)
    return f"<h2>{summary}</h2><ul>{''.join(said)}</ul>" if said else ""


def _exercise(told: Report, part: Part) -> str:
    content = part.exercise.content(told.language)
    votes = "".join(_vote(told, vote) for vote in part.votes)
    return f"<section><h2>{_safe(part.title)}</h2><p>{_safe(content.what)}</p>{votes}</section>"


def _vote(told: Report, vote: Told) -> str:
    name = told.name_of(vote)
    heading = f"<h3>{_safe(name)}</h3>" if name else ""
    if vote.summary.suppressed:
        return f"{heading}<p>{_safe(told.too_few(vote))}</p>"
    n = f"<p>{_safe(told.how_many(vote))}</p>"
    return heading + n + "".join(_picture(picture, told.language) for picture in vote.pictures)


def _picture(picture: Picture, locale: str) -> str:
    headline = _safe(picture.headline)
    # As an attribute and not as a script, nothing that it holds can be taken for one.
    figure = f'<div role="img" aria-label="{headline}" data-figure="{_safe(_json(picture))}"></div>'
    chart = f'<div class="chart"><h4>{headline}</h4>{figure}</div>'
    return f"<figure>{chart}{_table(picture.table, locale)}</figure>"


def _json(picture: Picture) -> str:
    return str(picture.figure.to_json())


def _table(table: pd.DataFrame, locale: str) -> str:
    wide = ' class="wide"' if len(table.columns) > _WIDE else ""
    head = "".join(f'<th scope="col">{_safe(str(name))}</th>' for name in table.columns)
    rows = "".join(
        f"<tr>{''.join(_td(_cell(value, locale)) for value in row)}</tr>"
        for row in table.itertuples(index=False)
    )
    return f"<table{wide}><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object, locale: str) -> str:
    if isinstance(value, Real):
        return "" if isnan(value) else figure(float(value), locale)
    return str(value)


def _td(text: str) -> str:
    begin = '<td class="long">' if has_long_word(text) else "<td>"
    return f"{begin}{_safe(text)}</td>"


def _safe(text: str) -> str:
    return escape(text, quote=True)
