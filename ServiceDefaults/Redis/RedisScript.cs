using System.Collections.Concurrent;
using System.Diagnostics;
using StackExchange.Redis;

namespace AudioStreaming.ServiceDefaults.Redis;

/// <summary>
/// An embedded <c>.lua</c> file: one atomic operation. Its header says what it takes. The client
/// sends its hash once the server knows it, so that a call is one round trip, also after the server
/// was restarted.
/// </summary>
/// <param name="beside">A type in the file's folder.</param>
/// <param name="name">The file's, without extension.</param>
public sealed class RedisScript(Type beside, string name)
{
    private static readonly ConcurrentDictionary<string, ActivitySource> Sources = new();

    private readonly string _text = Read(beside, $"{name}.lua");
    private readonly ActivitySource _source = Sources.GetOrAdd(
        beside.Assembly.GetName().Name!, service => new ActivitySource(service));

    public Task<RedisResult> RunAsync(
        IDatabase redis, RedisKey[] keys, params RedisValue[] arguments) =>
        Activity.Current is { Recorded: true }
            ? RunTracedAsync(redis, keys, arguments)
            : redis.ScriptEvaluateAsync(_text, keys, arguments);

    /// <summary>
    /// Part of a request or of work, not of a poll. The span has the script's name and never its
    /// keys: they may hold session ids.
    /// </summary>
    private async Task<RedisResult> RunTracedAsync(
        IDatabase redis, RedisKey[] keys, RedisValue[] arguments)
    {
        using var activity = _source.StartActivity($"redis {name}", ActivityKind.Client);
        activity?.SetTag("db.system.name", "redis");
        activity?.SetTag("db.stored_procedure.name", name);
        return await redis.ScriptEvaluateAsync(_text, keys, arguments);
    }

    private static string Read(Type beside, string file)
    {
        using var stream = beside.Assembly.GetManifestResourceStream(beside, file)
            ?? throw new InvalidOperationException($"no script {file} beside {beside}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
