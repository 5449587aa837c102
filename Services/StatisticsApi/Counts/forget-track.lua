-- Takes a deleted track out of the charts, for good.
--
-- KEYS  1 deleted  2... charts (sorted sets of tracks)
-- ARGV  1 track
-- Returns 1 if it was not known to be deleted, else 0.

local added = redis.call('SADD', KEYS[1], ARGV[1])
for i = 2, #KEYS do redis.call('ZREM', KEYS[i], ARGV[1]) end
return added
