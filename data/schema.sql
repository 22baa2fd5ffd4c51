-- Tables of the store, in the attached database `workshop`: a DuckDB file or PostgreSQL.
-- Only types and statements that both know. Rows are appended and deleted, never changed, and
-- carry no index: an append costs 0.8 ms without one and 1.95 ms with one.

CREATE TABLE IF NOT EXISTS workshop.schema_version (version INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS workshop.cohorts (
    cohort     VARCHAR   NOT NULL, -- the join code
    title      VARCHAR   NOT NULL,
    min_group  INTEGER   NOT NULL, -- fewer answers than this stay hidden
    synthetic  BOOLEAN   NOT NULL, -- nobody real is in it
    created_at TIMESTAMP NOT NULL  -- UTC, as everywhere
);

CREATE TABLE IF NOT EXISTS workshop.facilitators (
    facilitator VARCHAR NOT NULL,  -- the hash of a key, never the key
    cohort      VARCHAR NOT NULL
);

CREATE TABLE IF NOT EXISTS workshop.attendees (
    attendee  VARCHAR   NOT NULL,  -- the hash of a key, or of an imported id
    cohort    VARCHAR   NOT NULL,
    joined_at TIMESTAMP NOT NULL
);

-- Who asked to be forgotten: their key, still in some open tab, brings nothing of theirs back.
CREATE TABLE IF NOT EXISTS workshop.departed (attendee VARCHAR NOT NULL);

-- Every answer ever given. The row with the highest seq counts, per attendee and exercise.
CREATE TABLE IF NOT EXISTS workshop.answers (
    seq      BIGINT    NOT NULL,   -- the server's order, which no clock can turn round
    cohort   VARCHAR   NOT NULL,
    attendee VARCHAR   NOT NULL,
    exercise VARCHAR   NOT NULL,
    shared   VARCHAR   NOT NULL,   -- JSON: what summaries may count
    private  BYTEA     NOT NULL,   -- sealed with the attendee's own key; empty when imported
    tab      VARCHAR   NOT NULL,   -- which open page gave it, by a random name; empty when imported
    saved_at TIMESTAMP NOT NULL
);

-- What the facilitator did: 'reveal' and 'hide', per exercise. The latest cue holds.
CREATE TABLE IF NOT EXISTS workshop.cues (
    seq      BIGINT    NOT NULL,
    cohort   VARCHAR   NOT NULL,
    exercise VARCHAR   NOT NULL,
    cue      VARCHAR   NOT NULL,
    given_at TIMESTAMP NOT NULL
);
