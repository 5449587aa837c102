-- Takes the buckets that have left a window out of its counts. A part at a time.
--
-- KEYS  1 window  2 index  3 counts
-- ARGV  1 newest bucket that is gone  2 most entries to take
-- Returns how many entries were taken.

local gone = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
for _, member in ipairs(gone) do
    local plays = tonumber(redis.call('HGET', KEYS[3], member) or '0')
    local track = string.sub(member, 1, 16)
    if tonumber(redis.call('ZINCRBY', KEYS[1], -plays, track)) <= 0 then
        redis.call('ZREM', KEYS[1], track)
    end
    redis.call('HDEL', KEYS[3], member)
    redis.call('ZREM', KEYS[2], member)
end
return #gone
