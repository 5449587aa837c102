using Confluent.Kafka;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.ServiceDefaults.Kafka;

/// <summary>
/// Where librdkafka's own messages go. It says of each attempt that it failed, many times a second:
/// what was just said is not said again.
/// </summary>
internal sealed class ClientLog(ILogger<ClientLog> logger, TimeProvider time)
{
    private const int MaxKnown = 1000;

    private static readonly TimeSpan Repeat = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, DateTimeOffset> _said = [];

    public void Write(LogMessage message)
    {
        var level = (LogLevel)message.LevelAs(LogLevelType.MicrosoftExtensionsLogging);
        if (logger.IsEnabled(level) && IsNew(message.Message))
            logger.Log(level, 0, message.Message, null, static (text, _) => text);
    }

    private bool IsNew(string text)
    {
        // What follows is how long the attempt took.
        var end = text.IndexOf(" (after ", StringComparison.Ordinal);
        var key = end < 0 ? text : text[..end];
        var now = time.GetUtcNow();
        lock (_said)
        {
            if (_said.TryGetValue(key, out var last) && now - last < Repeat) return false;
            if (_said.Count >= MaxKnown) _said.Clear();
            _said[key] = now;
            return true;
        }
    }
}
