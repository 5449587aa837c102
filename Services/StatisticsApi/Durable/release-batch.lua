-- Forgets a batch that PostgreSQL holds.
--
-- KEYS  1 head  2 batch  3 batch:delta  4 batch:sessions  5 batch:offsets
-- ARGV  1 the batch's id
-- Returns 1, or 0 if that batch is not under way any more.

if redis.call('HGET', KEYS[2], 'id') ~= ARGV[1] then return 0 end
redis.call('UNLINK', KEYS[2], KEYS[3], KEYS[4], KEYS[5])
redis.call('SET', KEYS[1], ARGV[1])
return 1
