-- Reads everything that is shown live, at one moment.
--
-- KEYS  1 head  2 live  3 listeners  4 24h  5 7d  6 plays  7 trending  8 trending:landmark
--       9 peaks  10 peaks:day  11 deleted
-- ARGV  1 most entries of a chart  2 day now
-- Returns nil while the counts are being restored, else
--       {listening now, peak of the day, landmark or nil,
--        {tracks by listeners}, {by 24h}, {by 7d}, {by plays}, {by trending},
--        {every track named above}, and of each of those: {listeners}, {24h}, {7d}, {plays},
--        {trending}}

if redis.call('EXISTS', KEYS[1]) == 0 then return false end
local last = tonumber(ARGV[1]) - 1
local peak = '0'
if redis.call('GET', KEYS[10]) == ARGV[2] then
    peak = redis.call('ZSCORE', KEYS[9], '') or '0'
end
local answer = {redis.call('ZCARD', KEYS[2]), peak, redis.call('GET', KEYS[8]) or ''}

local tracks, known = {}, {}
for chart = 3, 7 do
    local top = {}
    for _, track in ipairs(redis.call('ZREVRANGE', KEYS[chart], 0, last)) do
        -- Somebody may still listen to what was deleted.
        if redis.call('SISMEMBER', KEYS[11], track) == 0 then
            top[#top + 1] = track
            if not known[track] then
                known[track] = true
                tracks[#tracks + 1] = track
            end
        end
    end
    answer[#answer + 1] = top
end
answer[#answer + 1] = tracks
for chart = 3, 7 do
    local scores = {}
    for i, track in ipairs(tracks) do
        scores[i] = redis.call('ZSCORE', KEYS[chart], track) or '0'
    end
    answer[#answer + 1] = scores
end
return answer
