-- Drops all counts, so that only the holder of the token can restore them.
--
-- KEYS  1 rebuild  2... everything else
-- ARGV  1 token
-- Returns 'OK'.

for i = 2, #KEYS do redis.call('UNLINK', KEYS[i]) end
redis.call('SET', KEYS[1], ARGV[1])
return 'OK'
