using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi;

/// <summary>
/// An embedded <c>.lua</c> file: one atomic operation. Its header says what it takes.
/// </summary>
internal sealed class RedisScript(string folder, string name)
{
    private readonly string _text = Load($"{folder}.{name}.lua");

    public Task<RedisResult> RunAsync(
        IDatabase redis, RedisKey[] keys, params RedisValue[] arguments) =>
        redis.ScriptEvaluateAsync(_text, keys, arguments);

    private static string Load(string resource)
    {
        var type = typeof(RedisScript);
        using var reader = new StreamReader(
            type.Assembly.GetManifestResourceStream(type, resource)!);
        return reader.ReadToEnd();
    }
}
