-- Ends the liveness of sessions that were silent for too long: nobody has said that they ended.
--
-- KEYS  1 live  2 listeners
-- ARGV  1 who was to be heard of until this time (ms) is not live  2 most sessions to take
-- Returns how many sessions were taken.

local silent = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(silent) do
    local track = string.sub(member, 17)
    redis.call('ZREM', KEYS[1], member)
    if tonumber(redis.call('ZINCRBY', KEYS[2], -1, track)) <= 0 then
        redis.call('ZREM', KEYS[2], track)
    end
end
return #silent
