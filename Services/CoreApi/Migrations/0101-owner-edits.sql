-- How often the names were corrected, so that two people with the manage token cannot overwrite
-- each other's corrections without noticing. Not "version", which belongs to the job's lock.
ALTER TABLE catalog.tracks
  ADD COLUMN revision integer NOT NULL DEFAULT 0;
