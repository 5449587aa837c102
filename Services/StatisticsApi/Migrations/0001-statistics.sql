-- The id of the last flush that was applied. Each flush names the one before it, so a flush is
-- applied once, in order, and a Redis that is not at this point of the chain is known to be stale.
CREATE TABLE statistics.head (
  one boolean NOT NULL DEFAULT true CONSTRAINT head_one CHECK (one),
  id uuid NOT NULL,
  applied_at timestamptz NOT NULL,
  CONSTRAINT head_pk PRIMARY KEY (one)
);

INSERT INTO statistics.head (id, applied_at)
VALUES ('00000000-0000-0000-0000-000000000000', now());

CREATE TABLE statistics.tracks (
  track_id uuid NOT NULL,
  plays bigint NOT NULL DEFAULT 0,
  starts bigint NOT NULL DEFAULT 0,
  listened_ms bigint NOT NULL DEFAULT 0,
  deleted_at timestamptz,
  CONSTRAINT tracks_pk PRIMARY KEY (track_id)
);

CREATE VIEW statistics.track_totals AS
SELECT track_id, plays, starts, listened_ms
FROM statistics.tracks
WHERE deleted_at IS NULL;

-- What happened in each minute, hour and day (UTC), per track; the track of all zeros is their sum.
CREATE TABLE statistics.buckets (
  track_id uuid NOT NULL,
  resolution text NOT NULL,
  at timestamptz NOT NULL,
  plays bigint NOT NULL,
  starts bigint NOT NULL,
  listened_ms bigint NOT NULL,
  listeners bigint NOT NULL,
  CONSTRAINT buckets_pk PRIMARY KEY (track_id, resolution, at),
  CONSTRAINT buckets_resolution CHECK (resolution IN ('minute', 'hour', 'day'))
);

-- For retention and for rebuilding the windows of the charts.
CREATE INDEX buckets_by_time ON statistics.buckets (resolution, at);

-- What is known of each session that may still send events; forgotten a day after its last one.
CREATE TABLE statistics.sessions (
  session_id uuid NOT NULL,
  track_id uuid NOT NULL,
  partition integer NOT NULL,
  last_at timestamptz NOT NULL,
  sequence bigint NOT NULL,
  listened_ms bigint NOT NULL,
  counted boolean NOT NULL,
  live boolean NOT NULL,
  CONSTRAINT sessions_pk PRIMARY KEY (session_id)
);

-- How far each partition of playback-events is counted in these tables.
CREATE TABLE statistics.offsets (
  log_id text NOT NULL,
  partition integer NOT NULL,
  next_offset bigint NOT NULL,
  watermark timestamptz NOT NULL,
  CONSTRAINT offsets_pk PRIMARY KEY (log_id, partition)
);
