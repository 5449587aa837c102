-- The listener ends the session. Its last event is owed from now on: the session stays among the
-- deadlines until settle.lua, so that another replica publishes the event if this one cannot.
-- KEYS[1] marker   KEYS[2] state   KEYS[3] deadlines   (see open.lua)
-- ARGV[1] session id
-- ARGV[2] lease, ms: how long the caller alone may publish
-- ARGV[3] longest time to credit, ms
-- ARGV[4] position in the track, ms; empty if not told
-- Result: {time ms, sequence, listened ms, duration ms, position ms}, or nil: was over already
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
    listened = listened + math.max(0, math.min(now - state[2], tonumber(ARGV[3])))
end
local position = ARGV[4] ~= '' and ARGV[4] or state[6]

redis.call('HSET', KEYS[2],
    'activity', 'stopped', 'at', now,
    'sequence', sequence, 'listened', listened, 'position', position)
redis.call('DEL', KEYS[1])
redis.call('ZADD', KEYS[3], now + ARGV[2], ARGV[1])
return {now, sequence, listened, tonumber(state[5]), tonumber(position)}
