using System.Diagnostics;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi;

/// <summary>
/// An embedded <c>.lua</c> file: one atomic operation. Its header says what it takes.
/// </summary>
internal sealed class RedisScript(string folder, string name)
{
    private readonly string _text = Load($"{folder}.{name}.lua");
    private readonly string _span = $"redis {name}";

    public Task<RedisResult> RunAsync(
        IDatabase redis, RedisKey[] keys, params RedisValue[] arguments) =>
        Activity.Current is { Recorded: true }
            ? RunTracedAsync(redis, keys, arguments)
            : redis.ScriptEvaluateAsync(_text, keys, arguments);

    /// <summary>
    /// Part of a request or of work, not of a poll. The span has the script's name and never its
    /// keys.
    /// </summary>
    private async Task<RedisResult> RunTracedAsync(
        IDatabase redis, RedisKey[] keys, RedisValue[] arguments)
    {
        using var activity = StatisticsTelemetry.Source.StartActivity(_span, ActivityKind.Client);
        activity?.SetTag("db.system.name", "redis");
        activity?.SetTag("db.stored_procedure.name", name);
        return await redis.ScriptEvaluateAsync(_text, keys, arguments);
    }

    private static string Load(string resource)
    {
        var type = typeof(RedisScript);
        using var reader = new StreamReader(
            type.Assembly.GetManifestResourceStream(type, resource)!);
        return reader.ReadToEnd();
    }
}
