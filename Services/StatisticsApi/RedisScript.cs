using AudioStreaming.ServiceDefaults.Redis;

namespace AudioStreaming.StatisticsApi;

/// <summary>An atomic operation of this service: <c>{folder}/{name}.lua</c>.</summary>
internal sealed class RedisScript(string folder, string name)
    : TracedScript(StatisticsTelemetry.Source, typeof(RedisScript), $"{folder}.{name}");
