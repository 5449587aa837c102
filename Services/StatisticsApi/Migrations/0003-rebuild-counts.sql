-- For operators: makes what Redis holds not follow what is written here, so that the next flush
-- finds it stale. Then Redis is refilled from the record and the log is read again from there.
CREATE FUNCTION statistics.rebuild_counts() RETURNS uuid
  LANGUAGE sql
AS $$
  SELECT pg_advisory_xact_lock(hashtext('audio-streaming:statistics:flush'));
  UPDATE statistics.head
  SET id = gen_random_uuid()
  RETURNING id;
$$;
