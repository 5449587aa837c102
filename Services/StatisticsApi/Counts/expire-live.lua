-- Ends the liveness of sessions that were silent for too long: nobody has said that they ended.
--
-- KEYS  1 head  2 live  3 listeners
-- ARGV  1 who was to be heard of until this time (ms) is not live  2 most sessions to take
-- Returns how many sessions were taken.

-- While they are being restored, half of them are not there.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local silent = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(silent) do
    local track = string.sub(member, 17)
    redis.call('ZREM', KEYS[2], member)
    if tonumber(redis.call('ZINCRBY', KEYS[3], -1, track)) <= 0 then
        redis.call('ZREM', KEYS[3], track)
    end
end
return #silent
