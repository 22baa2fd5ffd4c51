-- A room can have several facilitator links, told apart by a label; older ones have none.
ALTER TABLE workshop.facilitators ADD COLUMN label VARCHAR;
ALTER TABLE workshop.facilitators ADD COLUMN made_at TIMESTAMP;

-- Which synthetic cohort is the practice room of which room.
CREATE TABLE workshop.rehearsals (
    cohort VARCHAR NOT NULL, -- the synthetic one
    room   VARCHAR NOT NULL
);
