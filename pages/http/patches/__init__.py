"""What Streamlit does again for every phone, run or message, done once or only where it is needed.

Its habits took a third of a full room's time in a profile, and more of its patience: when a room's
wifi came back it stood still for a quarter of a minute. They are in Streamlit's own parts, as those
of `websocket_limits` are in uvicorn's, so each replacement is as small as it can be, and
tests/patches fail when a new version does something else there.
"""

from pages.http.patches import message_batching, run_limit, session_memory


def lighten() -> None:
    """Let the server that is starting do so."""
    for part in (message_batching, run_limit, session_memory):
        part.lighten()
