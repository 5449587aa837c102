-- Adds one batch of one partition to the counts, if it is the batch that comes next.
--
-- KEYS  1 head  2 offsets  3 sessions  4 live  5 listeners  6 plays  7 totals
--       8 24h  9 24h:index  10 24h:counts  11 7d  12 7d:index  13 7d:counts
--       14 trending  15 trending:landmark  16 peaks  17 peaks:day  18 deleted
--       19 delta  20 delta:sessions  21 delta:offsets
-- ARGV  1 partition's field of offsets  2 its expected value ('' if new)  3 its new value
--       4 who was to be heard of before this time (ms) is not live  5 minute now
--       6 half-life (hours)
--       7 number of sessions S  8 number of tallies T  9 number of moved sessions M
--       then S times: session, packed state; S times: time (ms) until which it is live, else '';
--       T times: track, minute, plays, starts, listened ms;
--       M times: session, packed state that was read, of another partition
-- Returns 'applied', 'moved' (another offset or session is stored) or 'absent' (the counts are
-- lost).

if redis.call('EXISTS', KEYS[1]) == 0 then return 'absent' end
if (redis.call('HGET', KEYS[2], ARGV[1]) or '') ~= ARGV[2] then return 'moved' end

local live_after, minute_now, half_life = tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local sessions, tallies, moved = tonumber(ARGV[7]), tonumber(ARGV[8]), tonumber(ARGV[9])
local chunk = 4000
local first, last = 10, 9 + 2 * sessions

-- What an older version packed, too.
local function comparable(state) return string.sub(state, 1, 45) end

-- The offset guards what this partition stored. What another one has stored since the sessions
-- were read is seen here: partitions were added, and both are read at the same time.
local elsewhere = {}
for n = 1, moved do
    local at = last + sessions + 5 * tallies + 2 * n - 1
    elsewhere[ARGV[at]] = comparable(ARGV[at + 1])
end
local own = sessions > 0 and string.sub(ARGV[first + 1], 25, 28)
for from = 1, sessions, chunk do
    local ids = {}
    for n = from, math.min(from + chunk - 1, sessions) do
        ids[n - from + 1] = ARGV[first + 2 * n - 2]
    end
    for n, stored in ipairs(redis.call('HMGET', KEYS[3], unpack(ids))) do
        if stored and string.sub(stored, 25, 28) ~= own
            and comparable(stored) ~= elsewhere[ids[n]] then
            return 'moved'
        end
    end
end

local function add_to_window(window, index, counts, track, bucket, plays)
    local member = track .. bucket
    redis.call('ZADD', KEYS[index], bucket, member)
    redis.call('HINCRBY', KEYS[counts], member, plays)
    redis.call('ZINCRBY', KEYS[window], plays, track)
end

local function add_to_charts(track, minute, plays)
    redis.call('ZINCRBY', KEYS[6], plays, track)
    local hour = math.floor(minute / 60)
    if minute > minute_now - 1440 then add_to_window(8, 9, 10, track, minute, plays) end
    if hour > math.floor(minute_now / 60) - 168 then
        add_to_window(11, 12, 13, track, hour, plays)
    end
    local landmark = redis.call('GET', KEYS[15])
    if not landmark then
        landmark = math.floor(minute_now / 60)
        redis.call('SET', KEYS[15], landmark)
    end
    local weight = math.pow(2, (hour - tonumber(landmark)) / half_life)
    redis.call('ZINCRBY', KEYS[14], string.format('%.17g', plays * weight), track)
end

local function raise_peak(member, count)
    redis.call('ZADD', KEYS[16], 'GT', count, member)
    local field = 'k' .. member .. minute_now
    if count > tonumber(redis.call('HGET', KEYS[19], field) or '0') then
        redis.call('HSET', KEYS[19], field, count)
    end
end

for from = first, last, chunk do
    local to = math.min(from + chunk - 1, last)
    redis.call('HSET', KEYS[3], unpack(ARGV, from, to))
    redis.call('HSET', KEYS[20], unpack(ARGV, from, to))
end

local touched = {}
for n = 1, sessions do
    local heard_until = ARGV[last + n]
    local track = string.sub(ARGV[first + 2 * n - 1], 1, 16)
    local member = ARGV[first + 2 * n - 2] .. track
    if heard_until ~= '' and tonumber(heard_until) > live_after then
        if redis.call('ZADD', KEYS[4], heard_until, member) == 1 then
            redis.call('ZINCRBY', KEYS[5], 1, track)
        end
        touched[track] = true
    elseif redis.call('ZREM', KEYS[4], member) == 1 then
        if tonumber(redis.call('ZINCRBY', KEYS[5], -1, track)) <= 0 then
            redis.call('ZREM', KEYS[5], track)
        end
    end
end

local day = tostring(math.floor(minute_now / 1440))
if redis.call('GET', KEYS[17]) ~= day then
    redis.call('DEL', KEYS[16])
    redis.call('SET', KEYS[17], day)
end
for track in pairs(touched) do
    local count = tonumber(redis.call('ZSCORE', KEYS[5], track) or '0')
    if count > 0 then raise_peak(track, count) end
end
local everyone = redis.call('ZCARD', KEYS[4])
if everyone > 0 then raise_peak('', everyone) end

local i = last + sessions
for _ = 1, tallies do
    local track, minute, plays = ARGV[i + 1], tonumber(ARGV[i + 2]), tonumber(ARGV[i + 3])
    local bucket, starts, listened = track .. ARGV[i + 2], ARGV[i + 4], ARGV[i + 5]
    i = i + 5
    if plays > 0 then
        redis.call('HINCRBY', KEYS[19], 'p' .. bucket, plays)
        if redis.call('SISMEMBER', KEYS[18], track) == 0 then
            add_to_charts(track, minute, plays)
        end
    end
    if starts ~= '0' then
        redis.call('HINCRBY', KEYS[19], 's' .. bucket, starts)
        redis.call('HINCRBY', KEYS[7], 's' .. track, starts)
    end
    if listened ~= '0' then
        redis.call('HINCRBY', KEYS[19], 'l' .. bucket, listened)
        redis.call('HINCRBY', KEYS[7], 'l' .. track, listened)
    end
end

redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HSET', KEYS[21], ARGV[1], ARGV[3])
return 'applied'
