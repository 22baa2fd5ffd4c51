-- The store's tables, in the attached database `workshop`: a DuckDB file or PostgreSQL.
-- Only types and statements that both know. Rows are appended and deleted, never updated, and
-- have no index: an append takes 0.8 ms without one and 1.95 ms with one.

CREATE TABLE IF NOT EXISTS workshop.schema_version (version INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS workshop.cohorts (
    cohort     VARCHAR   NOT NULL, -- the join code
    title      VARCHAR   NOT NULL,
    min_group  INTEGER   NOT NULL, -- fewer answers than this stay hidden
    synthetic  BOOLEAN   NOT NULL, -- its people are invented
    created_at TIMESTAMP NOT NULL  -- UTC, like everywhere
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

-- People who asked to be forgotten: their key, still in an open tab, brings nothing back.
CREATE TABLE IF NOT EXISTS workshop.departed (attendee VARCHAR NOT NULL);

-- Every answer ever saved. Per attendee and exercise, the row with the highest seq counts.
CREATE TABLE IF NOT EXISTS workshop.answers (
    seq      BIGINT    NOT NULL,   -- the server's order, independent of clocks
    cohort   VARCHAR   NOT NULL,
    attendee VARCHAR   NOT NULL,
    exercise VARCHAR   NOT NULL,
    shared   VARCHAR   NOT NULL,   -- JSON: what summaries may count
    private  BYTEA     NOT NULL,   -- sealed with the attendee's own key; empty if imported
    tab      VARCHAR   NOT NULL,   -- random ID of the open page that saved it; empty if imported
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
