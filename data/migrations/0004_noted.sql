-- What the app itself did or saw: 'deleted' while the file still holds deleted data, and 'seen' for
-- each time the clock was read before deleting by it.
CREATE TABLE workshop.noted (what VARCHAR NOT NULL, noted_at TIMESTAMP NOT NULL);
