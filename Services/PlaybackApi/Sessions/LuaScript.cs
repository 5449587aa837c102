using System.Diagnostics;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// One embedded script. The client sends its hash once the server knows it, so that a call is one
/// round trip, also after the server was restarted.
/// </summary>
internal sealed class LuaScript(string name)
{
    private readonly string _text = Read(name);
    private readonly string _span = $"redis {name}";

    public Task<RedisResult> RunAsync(
        IDatabase redis, RedisKey[] keys, params RedisValue[] values) =>
        Activity.Current is { Recorded: true }
            ? RunTracedAsync(redis, keys, values)
            : redis.ScriptEvaluateAsync(_text, keys, values);

    /// <summary>
    /// Part of a request or of work, not of a poll. The span has the script's name and never its
    /// keys: they hold session ids.
    /// </summary>
    private async Task<RedisResult> RunTracedAsync(
        IDatabase redis, RedisKey[] keys, RedisValue[] values)
    {
        using var activity = PlaybackTelemetry.Source.StartActivity(_span, ActivityKind.Client);
        activity?.SetTag("db.system.name", "redis");
        activity?.SetTag("db.stored_procedure.name", name);
        return await redis.ScriptEvaluateAsync(_text, keys, values);
    }

    private static string Read(string name)
    {
        var resource = $"{typeof(LuaScript).Namespace}.Scripts.{name}.lua";
        using var stream = typeof(LuaScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"no script {resource}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
