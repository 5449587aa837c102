-- Forgets sessions whose last event is further behind the newest of their partition than events
-- are accepted. One page of a scan.
--
-- KEYS  1 sessions  2 offsets
-- ARGV  1 cursor  2 page size  3 retention (ms)
-- Returns the next cursor; '0' at the end.

local newest = {}
local offsets = redis.call('HGETALL', KEYS[2])
for i = 1, #offsets, 2 do
    local partition = tonumber(string.match(offsets[i], '(%d+)$'))
    local watermark = tonumber(string.match(offsets[i + 1], ' (%d+)$'))
    newest[partition] = math.max(newest[partition] or 0, watermark)
end

local page = redis.call('HSCAN', KEYS[1], ARGV[1], 'COUNT', ARGV[2])
for i = 1, #page[2], 2 do
    local last_at, partition = struct.unpack('>i8>i4', string.sub(page[2][i + 1], 17, 28))
    if newest[partition] and last_at < newest[partition] - tonumber(ARGV[3]) then
        redis.call('HDEL', KEYS[1], page[2][i])
    end
end
return page[1]
