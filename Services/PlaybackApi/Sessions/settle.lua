-- Kafka has a session's last event: nothing is pending any more, the session is forgotten.
-- KEYS[1] state   KEYS[2] deadlines   (see open.lua)
-- ARGV[1] session id
-- Result: 1 if it was remembered, else 0
redis.call('ZREM', KEYS[2], ARGV[1])
return redis.call('DEL', KEYS[1])
