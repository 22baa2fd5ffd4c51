"""How a file of one's own is handed over."""

from starlette.responses import Response


def download(content: bytes, kind: str, ending: str) -> Response:
    """Return a file that a browser saves."""
    return Response(
        content,
        media_type=kind,
        headers={"Content-Disposition": f'attachment; filename="my-mentoring-plan.{ending}"'},
    )
