"""Fast saves: a change that affects nothing else on its page is saved without a rerun.

`drawing` is the page's half: it records what is drawn, and tries a change without drawing.
`attempts` is the server's: it finds what a page left there, and sends the result.
"""

import dataclasses

from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from pages.http.patches.fast_save import drawing
from pages.http.patches.offered import OFFERED
from pages.http.patches.patch import Patch
from pages.http.settings import Settings

_NEEDED = {
    *("session_id", "_enqueue", "query_string", "session_state", "uploaded_file_mgr"),
    *("main_script_path", "user_info", "fragment_storage", "pages_manager"),
}


def apply(_: Settings) -> None:
    """Let pages leave shortcuts, which the rerun queue finds."""
    OFFERED.fast_save = drawing


def _lacks() -> str:
    """Return the fields that a run's context needs beyond what it gets here, or ""."""
    needed = {
        field.name
        for field in dataclasses.fields(ScriptRunContext)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    return "" if needed == _NEEDED else f"ScriptRunContext needs {', '.join(sorted(needed))}"


_CONTEXT = "streamlit.runtime.scriptrunner_utils.script_run_context"
PATCH = Patch(
    "fast save",
    gives="163 saves a second instead of 87",
    apply=apply,
    needs=("rerun_queue",),
    check=_lacks,
    targets={
        "streamlit.runtime.app_session:AppSession._create_scriptrunner": "b9419df750",
        f"{_CONTEXT}:ThreadState.initialize": "a614608665",
        f"{_CONTEXT}:ThreadState.scoped": "9bed3b05d5",
        "streamlit.runtime.state:SafeSessionState.on_script_will_rerun": "2d9f0c6730",
        "streamlit.cursor:RunningCursor.reset": "3ca6eaec19",
    },
)
