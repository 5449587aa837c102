-- The row is the queue: what a converter must know to choose the next job.
ALTER TABLE catalog.tracks
  -- Not before then: a job that was returned after a fault waits.
  ADD COLUMN available_at timestamptz NOT NULL DEFAULT now(),
  -- Of the audio, as the upload says or its size suggests; a converter that finds another corrects
  -- it. The default is for tracks of services that do not say.
  ADD COLUMN expected_length interval NOT NULL DEFAULT '5 minutes',
  -- Random numbers for what must take turns, and the trace that the job belongs to. Kept only
  -- while the job waits or runs.
  ADD COLUMN lane integer,
  ADD COLUMN trace_parent text,
  -- Nothing has ever read or written it, so a service of before does not miss it.
  DROP COLUMN priority;

-- "announced_at" stays for converters of before, which may still run and write it; a later
-- migration drops it. They know no trigger either: so the end of a job, however it came and
-- whoever wrote it, is noticed here.
CREATE FUNCTION catalog.forget_job() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  NEW.lane := NULL;
  NEW.trace_parent := NULL;
  RETURN NEW;
END;
$$;

CREATE TRIGGER tracks_forget_job
  BEFORE UPDATE OF status ON catalog.tracks
  FOR EACH ROW
  WHEN (NEW.status NOT IN ('pending', 'processing'))
  EXECUTE FUNCTION catalog.forget_job();

DROP INDEX catalog.tracks_waiting_ix;
CREATE INDEX tracks_available_ix ON catalog.tracks (available_at) WHERE status = 'pending';

-- Nothing is announced again: whatever waits is found.
DROP FUNCTION catalog.announce_waiting();
