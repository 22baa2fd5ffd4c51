-- What the app itself did or saw, beside the rooms: 'deleted' as long as the file still holds what
-- was deleted, and 'seen' for each time at which the clock was looked at before deleting by it.
CREATE TABLE workshop.noted (what VARCHAR NOT NULL, noted_at TIMESTAMP NOT NULL);
