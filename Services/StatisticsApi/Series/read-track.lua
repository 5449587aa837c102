-- Reads the counts of one track.
--
-- KEYS  1 head  2 listeners  3 peaks  4 peaks:day  5 plays  6 totals  7 24h  8 7d  9 deleted
-- ARGV  1 track  2 day now
-- Returns nil while the counts are being restored, else
--       {listeners, peak, plays, starts, listened ms, 24h, 7d, 1 if deleted}

if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local function score(key) return redis.call('ZSCORE', key, ARGV[1]) or '0' end
local peak = redis.call('GET', KEYS[4]) == ARGV[2] and score(KEYS[3]) or '0'
return {
    score(KEYS[2]), peak, score(KEYS[5]),
    redis.call('HGET', KEYS[6], 's' .. ARGV[1]) or '0',
    redis.call('HGET', KEYS[6], 'l' .. ARGV[1]) or '0',
    score(KEYS[7]), score(KEYS[8]),
    redis.call('SISMEMBER', KEYS[9], ARGV[1]),
}
