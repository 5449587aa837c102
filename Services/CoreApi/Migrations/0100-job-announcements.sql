-- When a job was last put into the outbox for this track (or will leave it, for a retry): what
-- waits much longer than that has lost its message and is announced again.
ALTER TABLE catalog.tracks
  ADD COLUMN announced_at timestamptz NOT NULL DEFAULT now();

CREATE INDEX tracks_waiting_ix ON catalog.tracks (announced_at) WHERE status = 'pending';
