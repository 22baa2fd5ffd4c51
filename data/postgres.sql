-- What a PostgreSQL needs besides the tables of schema.sql, run on start if any of it is missing.
-- An older app that's still running isn't affected.

-- Orders the answers and cues of every process, without relying on a clock.
CREATE SEQUENCE IF NOT EXISTS workshop_seq;

CREATE INDEX IF NOT EXISTS answers_of_room ON answers (cohort, exercise, attendee, seq DESC);
CREATE INDEX IF NOT EXISTS answers_of_attendee ON answers (attendee, exercise, seq DESC);
CREATE INDEX IF NOT EXISTS attendees_by_key ON attendees (attendee);
CREATE INDEX IF NOT EXISTS attendees_of_room ON attendees (cohort, attendee);
CREATE INDEX IF NOT EXISTS departed_by_key ON departed (attendee);
CREATE INDEX IF NOT EXISTS facilitators_by_key ON facilitators (facilitator);
CREATE INDEX IF NOT EXISTS facilitators_of_room ON facilitators (cohort);
CREATE INDEX IF NOT EXISTS cues_of_room ON cues (cohort, seq);
CREATE INDEX IF NOT EXISTS cohorts_by_code ON cohorts (cohort);
