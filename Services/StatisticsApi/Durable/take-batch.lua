-- Takes what has been counted since the last flush as one batch, or finds the one under way.
--
-- KEYS  1 head  2 batch  3 delta  4 delta:sessions  5 delta:offsets
--       6 batch:delta  7 batch:sessions  8 batch:offsets
-- ARGV  1 id for a new batch
-- Returns {'absent'} (the counts are lost), {'idle', head} or {'batch', id, id before}.

local head = redis.call('GET', KEYS[1])
if not head then return {'absent'} end
if redis.call('EXISTS', KEYS[2]) == 1 then
    local batch = redis.call('HMGET', KEYS[2], 'id', 'previous')
    return {'batch', batch[1], batch[2]}
end
if redis.call('EXISTS', KEYS[5]) == 0 then return {'idle', head} end
for i = 3, 5 do
    if redis.call('EXISTS', KEYS[i]) == 1 then redis.call('RENAME', KEYS[i], KEYS[i + 3]) end
end
redis.call('HSET', KEYS[2], 'id', ARGV[1], 'previous', head)
return {'batch', ARGV[1], head}
