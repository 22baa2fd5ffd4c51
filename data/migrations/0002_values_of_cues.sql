-- A cue may say more than one word: a timer its seconds, a room its new title.
ALTER TABLE workshop.cues ADD COLUMN value VARCHAR;
