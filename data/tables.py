"""The columns of each table: every INSERT names them, so that a later version may add one."""

from typing import Final

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "cohorts": ("cohort", "title", "min_group", "synthetic", "created_at"),
    "facilitators": ("facilitator", "cohort", "label", "made_at"),
    "attendees": ("attendee", "cohort", "joined_at"),
    "departed": ("attendee",),
    "answers": (
        *("seq", "cohort", "attendee", "exercise", "shared"),
        *("private", "tab", "saved_at"),
    ),
    "cues": ("seq", "cohort", "exercise", "cue", "given_at", "value"),
    "rehearsals": ("cohort", "room"),
    "noted": ("what", "noted_at"),
}


def named(table: str, values: int) -> str:
    """Return a table with the names of its first columns, as an INSERT needs them."""
    return (
        f"workshop.{table} ({', '.join(COLUMNS[table][:values])})"
        if table in COLUMNS
        else (f"workshop.{table}")
    )
