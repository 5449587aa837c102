using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// One embedded script. The client sends its hash once the server knows it, so that a call is one
/// round trip, also after the server was restarted.
/// </summary>
internal sealed class LuaScript(string name)
{
    private readonly string _text = Read(name);

    public Task<RedisResult> RunAsync(
        IDatabase redis, RedisKey[] keys, params RedisValue[] values) =>
        redis.ScriptEvaluateAsync(_text, keys, values);

    private static string Read(string name)
    {
        var resource = $"{typeof(LuaScript).Namespace}.Scripts.{name}.lua";
        using var stream = typeof(LuaScript).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"no script {resource}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
