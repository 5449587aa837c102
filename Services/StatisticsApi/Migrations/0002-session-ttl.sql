-- How long a session is taken to listen after an event, as its events tell.
ALTER TABLE statistics.sessions
ADD COLUMN ttl_ms bigint NOT NULL DEFAULT 25000;
