"""One step in the report: two charts, the other results in words, and everything as tables."""

from html import escape

from exercises import sizes
from exercises.exercise import Picture
from exercises.text import has_long_word
from pages.http.documents.report.gathered import Part, Report
from pages.results.votes import VoteResult

_DRAWN = 2
_SMALLER = 0.6  # relative to a page, so that two fit side by side
_HIGHEST = 300  # pixels: about a third of a page
_WIDE = 6  # tables with more columns are printed smaller


def step(told: Report, part: Part) -> str:
    """Return a step's section."""
    heading = f"<h2><small>{_safe(part.step)}</small> {_safe(part.title)}</h2>"
    counted = "".join(f"<p>{_safe(line)}</p>" for line in _counted(told, part))
    drawn = part.drawn[:_DRAWN]
    charts = "".join(f"<div>{_chart(picture)}</div>" for _, picture in drawn)
    words = _in_words(told, part, [picture for _, picture in drawn])
    layout = "charts" if len(drawn) > 1 or words else "whole"
    if len(drawn) == 1 and words:
        charts, words = f"{charts}<div>{words}</div>", ""
    both = f'<div class="{layout}">{charts}</div>' if charts else ""
    return f'<section class="step">{heading}{counted}{both}{words}{_tables(told, part)}</section>'


def _counted(told: Report, part: Part) -> list[str]:
    """Return how many answered, or why there are no results, for each vote; and who waits."""
    return [*map(told.counted, part.votes), *filter(None, [told.waiting(part)])]


def _in_words(told: Report, part: Part, drawn: list[Picture]) -> str:
    """Return the headlines of the results that aren't drawn."""
    lines = []
    for vote in part.votes:
        name = told.name_of(vote)
        for picture in vote.pictures:
            if any(picture is shown for shown in drawn):
                continue
            before = f"<strong>{_safe(name)}</strong><br>" if name else ""
            lines.append(f"<li>{before}{_safe(picture.headline)}</li>")
    return f"<ul>{''.join(lines)}</ul>" if lines else ""


def _chart(picture: Picture) -> str:
    headline = _safe(picture.headline)
    figure = sizes.fitted(sizes.enlarged(picture.figure, _SMALLER), _HIGHEST)
    # In an attribute rather than a script element, so nothing in it can run as a script.
    json = _safe(str(figure.to_json()))
    return f'<h3>{headline}</h3><div role="img" aria-label="{headline}" data-figure="{json}"></div>'


def _tables(told: Report, part: Part) -> str:
    """Return all results as tables, collapsed on screen and left out in print."""
    tables = "".join(_vote(told, vote) for vote in part.votes if vote.pictures)
    summary = _safe(told.words.room.as_table)
    return f"<details><summary>{summary}</summary>{tables}</details>" if tables else ""


def _vote(told: Report, vote: VoteResult) -> str:
    name = told.name_of(vote)
    heading = f"<h3>{_safe(name)}</h3>" if name else ""
    return heading + "".join(_table(picture, told.language) for picture in vote.pictures)


def _table(picture: Picture, locale: str) -> str:
    wide = ' class="wide"' if len(picture.table.columns) > _WIDE else ""
    head = "".join(f'<th scope="col">{_safe(str(name))}</th>' for name in picture.table.columns)
    rows = "".join(f"<tr>{''.join(map(_td, row))}</tr>" for row in picture.rows(locale))
    caption = f"<caption>{_safe(picture.headline)}</caption>"
    return f"<table{wide}>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _td(text: str) -> str:
    begin = '<td class="long">' if has_long_word(text) else "<td>"
    return f"{begin}{_safe(text)}</td>"


def _safe(text: str) -> str:
    return escape(text, quote=True)
