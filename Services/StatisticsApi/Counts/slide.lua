-- Takes the buckets that have left a window out of its counts. A part at a time.
--
-- KEYS  1 head  2 window  3 index  4 counts
-- ARGV  1 newest bucket that is gone  2 most entries to take
-- Returns how many entries were taken.

-- While they are being restored, half of them are not there.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local gone = redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(gone) do
    local plays = tonumber(redis.call('HGET', KEYS[4], member) or '0')
    local track = string.sub(member, 1, 16)
    if tonumber(redis.call('ZINCRBY', KEYS[2], -plays, track)) <= 0 then
        redis.call('ZREM', KEYS[2], track)
    end
    redis.call('HDEL', KEYS[4], member)
    redis.call('ZREM', KEYS[3], member)
end
return #gone
