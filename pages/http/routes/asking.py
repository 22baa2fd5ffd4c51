"""The page that asks whose plan a private link opens, because a link alone changes nothing."""

import base64
import hashlib
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from data.cohorts import Cohort
from exercises.formats import direction
from pages.http.speaking import language_of
from pages.wording import WORDING

_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 "Source Sans 3", "Helvetica Neue", Arial, sans-serif; max-width: 34rem;
  margin: 3rem auto; padding: 0 1rem; overflow-wrap: anywhere;
  color: light-dark(#21302d, #f0ece4); background: light-dark(#fffdf9, #15201f); }
h1 { font-size: 1.75rem; line-height: 1.2; } .room { font-weight: 600; }
button, a { display: block; box-sizing: border-box; width: 100%;
  margin: .75rem 0; padding: .7rem 1.2rem; font: inherit; text-align: center;
  text-decoration: none; border-radius: .5rem; cursor: pointer;
  border: 1px solid light-dark(#0a6657, #5ec9b4); }
button { color: light-dark(#fffdf9, #15201f); background: light-dark(#0a6657, #5ec9b4); }
a { color: light-dark(#0a6657, #7fd9c6); }
:focus-visible { outline: .2rem solid light-dark(#0a6657, #5ec9b4); outline-offset: .15rem; }
"""
_HEADERS: Final = {
    "Content-Security-Policy": (
        # No other site may overlay our button, whoever may frame the app.
        "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; style-src"
        " 'sha256-"
        f"{base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()}'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    # Without one, browsers wouldn't say which site the form came from. Never the path.
    "Referrer-Policy": "strict-origin",
}


def page(request: Request, cohort: Cohort, key: str) -> Response:
    """Return the page for the private link to a plan in this cohort."""
    language = language_of(request, cohort)
    words, alone = WORDING.in_(language).linked, WORDING.in_(language).alone
    query = "?embed=true" if request.query_params.get("embed") == "true" else ""
    title = alone.title if cohort.alone else cohort.title
    elsewhere = "/start" if cohort.alone else f"/join/{cohort.code}"
    return HTMLResponse(
        f'<!doctype html><html lang="{escape(language)}" dir="{direction(language)}">'
        '<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(words.title)}</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{escape(words.title)}</h1><p class="room" dir="auto">{escape(title)}</p>'
        f"<p>{escape(words.ask)}</p>"
        f'<form method="post" action="/resume/{key}{query}">'
        f"<button>{escape(words.mine)}</button></form>"
        f'<a href="{elsewhere}{query}">{escape(words.not_mine)}</a>'
        "</main></body></html>",
        headers=_HEADERS,
    )
