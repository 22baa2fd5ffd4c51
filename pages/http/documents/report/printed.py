"""The report to print: a summary that stands alone, then half a page per step."""

from html import escape

from starlette.responses import HTMLResponse, Response

from exercises.exercise import Place
from exercises.formats import direction, named, number, percent
from pages.http import assets
from pages.http.documents.report import steps
from pages.http.documents.report.gathered import Report, report
from pages.http.routes.callers import Caller

_FINDINGS = 3


def as_html(caller: Caller) -> Response:
    """Return the report, ready to print."""
    return HTMLResponse(page(report(caller)), headers={"Cache-Control": "no-store"})


def page(told: Report) -> str:
    """Return the whole document."""
    words, cohort = told.words.report, told.cohort
    shown = "".join(steps.step(told, part) for part in told.parts)
    synthetic = f"<p><strong>{_safe(told.words.house.synthetic)}</strong></p>"
    return f"""<!doctype html>
<html lang="{_safe(told.language)}" dir="{direction(told.language)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_safe(named(words.title, cohort.title, told.language))}</title>
<link rel="stylesheet" href="../../../assets/{assets.STYLE}">
<script defer src="../../../assets/{assets.PLOTLY}"></script>
<script defer src="../../../assets/{assets.SCRIPT}"></script>
</head><body><main>
<button type="button">{_safe(words.print_it)}</button>
<section class="summary"><h1 dir="auto">{_safe(cohort.title)}</h1>
<p class="about">{_safe(words.title)}{_safe(f" · {told.when()}" if told.days else "")}</p>
{synthetic if cohort.synthetic else ""}{_findings(told)}{_took_part(told)}
<p class="note">{_safe(words.made_of)} {_safe(told.words.house.source)}</p></section>
{shown}
</main></body></html>"""


def _findings(told: Report) -> str:
    """Return what people read first: three findings, what they committed to, and their verdict."""
    words = told.words.report
    found = [_finding(title, headline) for title, headline in _said(told, "finding")]
    if len(found) < _FINDINGS:
        known = {title for title, _ in _said(told, "finding")}
        found += [
            _finding(part.title, part.headline)
            for part in told.parts
            if part.headline and part.title not in known and not part.exercise.in_summary
        ]
    kept = "".join(_under(words.commitments, line) for _, line in _said(told, "commitments"))
    verdict = "".join(
        _under(words.recommendation, line) for _, line in _said(told, "recommendation")
    )
    shown = "".join(found[:_FINDINGS])
    stood_out = f"<h2>{_safe(words.findings)}</h2><ol>{shown}</ol>" if shown else ""
    return f'{stood_out}<div class="beside">{kept}{verdict}</div>'


def _said(told: Report, place: Place) -> list[tuple[str, str]]:
    """Return the headlines for one place in the summary, each with its step."""
    return [
        (part.title, picture.headline)
        for part in told.parts
        if (picture := part.pictured(part.exercise.in_summary.get(place, "")))
    ]


def _finding(title: str, headline: str) -> str:
    return f"<li><strong>{_safe(headline)}</strong><br><small>{_safe(title)}</small></li>"


def _under(title: str, line: str) -> str:
    return f"<div><h2>{_safe(title)}</h2><p>{_safe(line)}</p></div>"


def _took_part(told: Report) -> str:
    """Return how many people took part in each step."""
    words, joined = told.words.report, told.joined
    rows = "".join(
        f"<tr><th scope='row'>{_safe(part.title)}</th>"
        f"<td>{number(part.answered, told.language)}</td>"
        f"<td>{percent(part.answered / joined, told.language) if joined else ''}</td></tr>"
        for part in told.parts
    )
    heads = ("", words.answered, words.of_joined)
    head = "".join(f'<th scope="col">{_safe(name)}</th>' for name in heads)
    return (
        f"<h2>{_safe(words.participation)}</h2><p>{_safe(words.joined.format(n=joined))}</p>"
        f"<table class='numbers'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _safe(text: str) -> str:
    return escape(text, quote=True)
