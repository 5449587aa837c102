-- A session goes on or ends: a heartbeat, or the listener's stop. The time since the last one was
-- listened to, if the session was playing. A stopped session's last event is pending from now on:
-- it stays among the deadlines until settle.lua, so that another replica publishes the event if
-- this one cannot.
-- KEYS[1] marker   KEYS[2] state   KEYS[3] deadlines   (see open.lua)
-- ARGV[1] session id
-- ARGV[2] activity from now on: playing, paused or stopped
-- ARGV[3] TTL of that activity, ms; stopped: the lease, for which the caller alone may publish
-- ARGV[4] longest time to credit, ms: a listener who was silent for longer may have left
-- ARGV[5] position in the track, ms; empty if not told
-- Result: {time ms, sequence, listened ms, duration ms, position ms}, or nil: session is over
local state = redis.call('HMGET', KEYS[2],
    'activity', 'at', 'sequence', 'listened', 'duration', 'position')
local activity = state[1]
if activity ~= 'playing' and activity ~= 'paused' then
    return false
end

local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local sequence = state[3] + 1
local listened = tonumber(state[4])
if activity == 'playing' then
    listened = listened + math.max(0, math.min(now - state[2], tonumber(ARGV[4])))
end
local position = ARGV[5] ~= '' and ARGV[5] or state[6]

redis.call('HSET', KEYS[2],
    'activity', ARGV[2], 'at', now,
    'sequence', sequence, 'listened', listened, 'position', position)
if ARGV[2] == 'stopped' then
    redis.call('DEL', KEYS[1])
else
    redis.call('SET', KEYS[1], '', 'PX', ARGV[3])
end
redis.call('ZADD', KEYS[3], now + ARGV[3], ARGV[1])
return {now, sequence, listened, tonumber(state[5]), tonumber(position)}
