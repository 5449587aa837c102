-- Opens a session, which counts as listening from now on.
-- KEYS[1] marker: lives as long as the session is heard of; its expiry is notified
-- KEYS[2] state: what the session's last event needs; outlives the marker
-- KEYS[3] deadlines: sorted set of session ids by the time (ms) to look at them
-- ARGV[1] session id
-- ARGV[2] track id
-- ARGV[3] the track's duration, ms
-- ARGV[4] TTL, ms
-- Result: the time, ms since 1970 by this server's clock
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

redis.call('HSET', KEYS[2],
    'activity', 'playing', 'track', ARGV[2], 'duration', ARGV[3],
    'sequence', 0, 'listened', 0, 'position', 0, 'at', now)
redis.call('SET', KEYS[1], '', 'PX', ARGV[4])
redis.call('ZADD', KEYS[3], now + ARGV[4], ARGV[1])
return now
