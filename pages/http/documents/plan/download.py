"""How the attendee's own files are sent."""

from starlette.responses import Response


def download(content: bytes, kind: str, ending: str) -> Response:
    """Return a file that the browser saves."""
    return Response(
        content,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="my-mentoring-plan.{ending}"'},
    )
