-- Needs a role that may create extensions; both are "trusted", so CREATE on the database is enough.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;

-- How names are compared: without case and accents, alike under any locale of the database.
-- Declared immutable, which holds as long as nobody edits the dictionary's rules.
CREATE FUNCTION catalog.fold(value text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN lower(
    public.unaccent('public.unaccent'::regdictionary, normalize(value, NFKC)) COLLATE "und-x-icu");

CREATE TABLE catalog.tracks (
  id uuid CONSTRAINT tracks_pk PRIMARY KEY,
  artist text NOT NULL
    CONSTRAINT tracks_artist_length CHECK (char_length(artist) BETWEEN 1 AND 255),
  title text NOT NULL
    CONSTRAINT tracks_title_length CHECK (char_length(title) BETWEEN 1 AND 255),
  album text,
  year integer,

  original_filename text NOT NULL
    CONSTRAINT tracks_filename_length CHECK (char_length(original_filename) BETWEEN 1 AND 255),
  original_key text NOT NULL,
  original_format text NOT NULL
    CONSTRAINT tracks_format_known CHECK (original_format IN ('mp3', 'flac', 'wav')),
  original_size bigint NOT NULL
    CONSTRAINT tracks_size_positive CHECK (original_size > 0),
  content_sha256 bytea NOT NULL
    CONSTRAINT tracks_sha256_length CHECK (octet_length(content_sha256) = 32),
  manage_token_hash bytea NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),

  -- "deleting" is the tombstone of the deletion saga: gone for everyone but that saga.
  status text NOT NULL DEFAULT 'pending'
    CONSTRAINT tracks_status_known
    CHECK (status IN ('pending', 'processing', 'ready', 'failed', 'deleting')),
  failure_reason text,

  -- Optimistic lock and fencing token: every change of status adds one. Edits of names do not,
  -- so that they never take a job from the worker that holds it.
  version bigint NOT NULL DEFAULT 0,
  lease_until timestamptz,
  attempts integer NOT NULL DEFAULT 0,
  priority integer NOT NULL DEFAULT 0,

  -- Filled by the converter. Keys of folders end with a slash; the version is in the path.
  hls_key text,       -- hls/{track}/{version}/master.m3u8
  artwork_key text,   -- art/{track}/{version}/
  waveform_key text,  -- wave/{track}/{version}/waveform.json
  duration_ms bigint,
  codec text,
  sample_rate_hz integer,
  channels integer,
  bit_depth integer,
  bit_rate_bps integer,
  loudness_lufs double precision,
  true_peak_dbtp double precision,
  replaygain_track_db double precision,
  replaygain_album_db double precision,

  search_text text NOT NULL GENERATED ALWAYS AS (
    catalog.fold(artist || ' ' || title || ' ' || coalesce(album, ''))) STORED,
  search_words tsvector NOT NULL GENERATED ALWAYS AS (
    to_tsvector('simple'::regconfig,
      catalog.fold(artist || ' ' || title || ' ' || coalesce(album, '')))) STORED,
  sort_title text COLLATE "C" NOT NULL GENERATED ALWAYS AS (catalog.fold(title)) STORED
);

CREATE INDEX tracks_newest_ix ON catalog.tracks (status, uploaded_at DESC, id DESC);
CREATE INDEX tracks_title_ix ON catalog.tracks (status, sort_title, id);
CREATE INDEX tracks_lease_ix ON catalog.tracks (lease_until) WHERE status = 'processing';
CREATE INDEX tracks_deleting_ix ON catalog.tracks (id) WHERE status = 'deleting';
CREATE INDEX tracks_words_ix ON catalog.tracks USING gin (search_words);
CREATE INDEX tracks_text_ix ON catalog.tracks USING gin (search_text public.gin_trgm_ops);

-- Browsers are told of what they can see; a renewed lease is none of that.
CREATE FUNCTION catalog.announce_track() RETURNS trigger
  LANGUAGE plpgsql
AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    NEW.updated_at := now();
  END IF;
  PERFORM pg_notify('catalog_tracks', coalesce(NEW.id, OLD.id)::text);
  RETURN coalesce(NEW, OLD);
END;
$$;

CREATE TRIGGER tracks_announce_insert_delete
  BEFORE INSERT OR DELETE ON catalog.tracks
  FOR EACH ROW EXECUTE FUNCTION catalog.announce_track();

CREATE TRIGGER tracks_announce_update
  BEFORE UPDATE ON catalog.tracks
  FOR EACH ROW
  WHEN ((OLD.artist, OLD.title, OLD.album, OLD.year, OLD.status, OLD.failure_reason, OLD.hls_key,
         OLD.artwork_key, OLD.waveform_key, OLD.duration_ms, OLD.loudness_lufs)
    IS DISTINCT FROM
        (NEW.artist, NEW.title, NEW.album, NEW.year, NEW.status, NEW.failure_reason, NEW.hls_key,
         NEW.artwork_key, NEW.waveform_key, NEW.duration_ms, NEW.loudness_lufs))
  EXECUTE FUNCTION catalog.announce_track();

-- The upload saga: a row before the first byte is stored, so that a crash leaves a trace of what
-- must be undone. Whoever receives renews the lease; without it anyone may compensate.
CREATE TABLE catalog.uploads (
  track_id uuid CONSTRAINT uploads_pk PRIMARY KEY,
  state text NOT NULL DEFAULT 'receiving'
    CONSTRAINT uploads_state_known
    CHECK (state IN ('receiving', 'stored', 'committed', 'compensating', 'compensated')),
  lease_until timestamptz NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX uploads_unfinished_ix ON catalog.uploads (lease_until)
  WHERE state IN ('receiving', 'stored', 'compensating');
CREATE INDEX uploads_finished_ix ON catalog.uploads (updated_at)
  WHERE state IN ('committed', 'compensated');

CREATE TABLE catalog.outbox (
  id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT outbox_pk PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  headers jsonb NOT NULL DEFAULT '{}',
  created_at timestamptz NOT NULL DEFAULT now(),
  available_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX outbox_available_ix ON catalog.outbox (available_at, id);
CREATE INDEX outbox_order_ix ON catalog.outbox (topic, key, id);

-- Puts a message into the outbox, in the caller's transaction; sent after its commit and not
-- before available_at. Headers are the message's, as text (traceparent, tracestate).
CREATE FUNCTION catalog.enqueue(
  topic text,
  key text,
  payload jsonb,
  available_at timestamptz DEFAULT now(),
  headers jsonb DEFAULT '{}'
) RETURNS void
  LANGUAGE sql
AS $$
  INSERT INTO catalog.outbox (topic, key, payload, available_at, headers)
  VALUES (
    enqueue.topic,
    enqueue.key,
    enqueue.payload,
    coalesce(enqueue.available_at, now()),
    coalesce(enqueue.headers, '{}')
  );
  SELECT pg_notify('catalog_outbox', '');
$$;

-- What other services may know of tracks. Tracks being deleted are gone.
CREATE VIEW catalog.track_directory AS
SELECT
  id,
  artist,
  title,
  status,
  version,
  hls_key,
  duration_ms,
  loudness_lufs,
  artwork_key,
  waveform_key,
  uploaded_at
FROM catalog.tracks
WHERE status <> 'deleting';
