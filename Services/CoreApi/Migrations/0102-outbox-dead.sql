-- How often Kafka answered and did not take a message. An unreachable Kafka does not count.
ALTER TABLE catalog.outbox
  ADD COLUMN attempts integer NOT NULL DEFAULT 0;

-- What Kafka refuses for good is put aside, so that it does not block its key for ever.
CREATE TABLE catalog.outbox_dead (
  id bigint CONSTRAINT outbox_dead_pk PRIMARY KEY,
  topic text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  headers jsonb NOT NULL,
  reason text NOT NULL,
  attempts integer NOT NULL,
  created_at timestamptz NOT NULL,
  died_at timestamptz NOT NULL DEFAULT now()
);

-- For operators, once the cause is gone: sends everything that was put aside again, in its order.
CREATE FUNCTION catalog.revive_outbox() RETURNS bigint
  LANGUAGE sql
AS $$
  WITH revived AS (
    DELETE FROM catalog.outbox_dead
    RETURNING *
  ), queued AS (
    INSERT INTO catalog.outbox (topic, key, payload, headers, created_at)
    SELECT topic, key, payload, headers, created_at
    FROM revived
    ORDER BY id
    RETURNING id
  ), woken AS (
    SELECT pg_notify('catalog_outbox', '')
  )
  SELECT count(*)
  FROM queued, woken;
$$;
