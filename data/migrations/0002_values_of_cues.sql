-- A cue may carry a value: a timer its seconds, a room its new title.
ALTER TABLE workshop.cues ADD COLUMN value VARCHAR;
