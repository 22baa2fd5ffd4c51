"""Removes, at the next start, what slipped into a deleted cohort or came from someone who left."""

from data.cohorts import ALONE_CODE, Cohorts
from data.store import Database


def sweep(database: Database, cohorts: Cohorts) -> None:
    """Delete what's left of deleted cohorts, and of attendees who left.

    This version leaves nothing; an older one could save into something that was just being deleted.
    """
    rows = "answers", "cues", "attendees", "facilitators"
    all_of_them = " UNION ".join(f"SELECT cohort FROM workshop.{table}" for table in rows)
    orphans = (
        f"SELECT cohort FROM ({all_of_them}) AS kept"
        " WHERE cohort NOT IN (SELECT cohort FROM workshop.cohorts) AND cohort <> ?"
    )
    for (code,) in database.rows(orphans, [ALONE_CODE]):
        cohorts.delete(code)
    departed = (
        "SELECT DISTINCT attendee FROM workshop.departed WHERE attendee IN"
        " (SELECT attendee FROM workshop.answers UNION SELECT attendee FROM workshop.attendees)"
    )
    with database.transaction() as together:
        for (attendee,) in database.rows(departed):
            together.delete("answers", "attendee", attendee)
            together.delete("attendees", "attendee", attendee)
