-- Writes a part of what is restored, unless somebody else has begun to restore.
--
-- KEYS  1 rebuild  2 the key written
-- ARGV  1 token  2 command  3... its arguments
-- Returns 1, or 0 if the token is not the valid one any more.

if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call(ARGV[2], KEYS[2], unpack(ARGV, 3))
return 1
