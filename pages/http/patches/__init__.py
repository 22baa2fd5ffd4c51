"""Patches: everything that reaches into private parts of Streamlit or uvicorn, one file each.

The app runs without them (`WORKSHOP_PATCHES=off`), only slower and easier to flood. Each is checked
when the server starts (registry.py), and skipped if a new version works differently there.
"""
