-- Sessions whose time to be looked at has come, the longest overdue first.
-- KEYS[1] deadlines   (see open.lua)
-- ARGV[1] how many at most
-- Result: session ids
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', now, 'LIMIT', 0, ARGV[1])
