"""Who's there: attendee, facilitator or host, and who else may be reading."""
