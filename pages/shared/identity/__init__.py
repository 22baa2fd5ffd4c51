"""Who is asking: attendee, facilitator or host, and who may read along."""
