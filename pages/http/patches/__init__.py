"""Patches: everything that reaches into private parts of Streamlit or uvicorn, a file each.

The app runs without them (`WORKSHOP_PATCHES=off`), only slower and easier to flood. Each is looked
at when the server starts (registry.py), and skipped where a new version does something else there.
"""
