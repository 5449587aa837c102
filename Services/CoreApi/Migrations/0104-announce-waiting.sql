-- For operators: lets the converters announce at once, in their next pass, whatever waits with
-- nobody at it, as they would by themselves some minutes later.
CREATE FUNCTION catalog.announce_waiting() RETURNS bigint
  LANGUAGE sql
AS $$
  WITH due AS (
    UPDATE catalog.tracks
    SET announced_at = '-infinity'
    WHERE status = 'pending'
       OR (status = 'processing' AND lease_until < now())
    RETURNING id
  )
  SELECT count(*)
  FROM due;
$$;
