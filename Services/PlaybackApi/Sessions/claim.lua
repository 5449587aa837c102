-- Takes the duty to publish a session's last event: the session's TTL has run out, or its last
-- event is pending and whoever took the duty before has let the lease run out. One caller wins.
-- KEYS[1] marker   KEYS[2] state   KEYS[3] deadlines   (see open.lua)
-- ARGV[1] session id
-- ARGV[2] lease, ms
-- Result: {activity, track id, time it ended ms, sequence, listened ms, duration ms, position ms},
--         the same at every claim; or nil: nothing to do, or not by this caller
local state = redis.call('HMGET', KEYS[2],
    'activity', 'track', 'at', 'sequence', 'listened', 'duration', 'position')
local activity = state[1]
if not activity then
    redis.call('ZREM', KEYS[3], ARGV[1])
    return false
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if activity == 'playing' or activity == 'paused' then
    local remaining = redis.call('PTTL', KEYS[1])
    if remaining >= 0 then
        redis.call('ZADD', KEYS[3], now + remaining, ARGV[1])
        return false
    end
    -- Time after the last heartbeat is not credited: nobody knows when the listener left.
    activity = 'expired'
    state[3] = now
    state[4] = state[4] + 1
    redis.call('HSET', KEYS[2],
        'activity', activity, 'at', now, 'sequence', state[4])
elseif tonumber(redis.call('ZSCORE', KEYS[3], ARGV[1]) or 0) > now then
    return false
end

redis.call('ZADD', KEYS[3], now + ARGV[2], ARGV[1])
return {activity, state[2], tonumber(state[3]), tonumber(state[4]),
    tonumber(state[5]), tonumber(state[6]), tonumber(state[7])}
