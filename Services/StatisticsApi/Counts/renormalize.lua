-- Moves the landmark of the trending chart on, before the weights of new plays grow too large for
-- a floating-point number. The order of the chart stays the same.
--
-- KEYS  1 head  2 trending  3 trending:landmark
-- ARGV  1 hour now  2 half-life (hours)  3 most half-lives since the landmark
-- Returns 1 if it was moved, else 0.

-- While they are being restored, half of them are not there.
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local landmark = tonumber(redis.call('GET', KEYS[3]) or ARGV[1])
local half_lives = (tonumber(ARGV[1]) - landmark) / tonumber(ARGV[2])
if half_lives <= tonumber(ARGV[3]) then return 0 end

local factor = math.pow(2, -half_lives)
local entries = redis.call('ZRANGE', KEYS[2], 0, -1, 'WITHSCORES')
for i = 1, #entries, 2 do
    local score = tonumber(entries[i + 1]) * factor
    if score < 1e-9 then
        redis.call('ZREM', KEYS[2], entries[i])
    else
        redis.call('ZADD', KEYS[2], string.format('%.17g', score), entries[i])
    end
end
redis.call('SET', KEYS[3], ARGV[1])
return 1
