"""How the attendee's own files are sent."""

from urllib.parse import quote

from starlette.responses import Response

from pages.wording.plan import PlanWords


def download(content: bytes, kind: str, words: PlanWords, ending: str) -> Response:
    """Return a file that the browser saves, under a name in the plan's language."""
    name = quote(f"{words.file}.{ending}", safe="")  # a host may have reworded it
    return Response(
        content,
        media_type=kind,
        headers={"Content-Disposition": f"attachment; filename*=utf-8''{name}"},
    )
