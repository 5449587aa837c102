-- Reads what PostgreSQL may not hold yet, and where that begins.
--
-- KEYS  1 head  2 batch  3 delta  4 batch:delta
-- Returns nil while the counts are being restored, else
--       {head, id of the batch under way or '', delta as a flat list, the batch's as well}

local head = redis.call('GET', KEYS[1])
if not head then return false end
return {
    head, redis.call('HGET', KEYS[2], 'id') or '',
    redis.call('HGETALL', KEYS[3]), redis.call('HGETALL', KEYS[4]),
}
