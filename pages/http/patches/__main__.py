"""Reports for each patch whether it fits the installed Streamlit and uvicorn."""

import sys
from importlib.metadata import version

from pages.http.patches.registry import look_at_all

print(f"Streamlit {version('streamlit')}, uvicorn {version('uvicorn')}")  # noqa: T201
looked = look_at_all()
for of in looked:
    print(f"{of.module:22} {'DOES NOT FIT: ' + of.misfit if of.misfit else 'fits'}")  # noqa: T201
sys.exit(any(of.misfit for of in looked))
