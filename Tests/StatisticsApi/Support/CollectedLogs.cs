using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>What the service has logged.</summary>
internal sealed class CollectedLogs : ILoggerProvider
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();

    public IReadOnlyCollection<(LogLevel Level, string Text)> Lines => _lines;

    public bool Has(LogLevel level, string text) =>
        _lines.Any(line => line.Level == level && line.Text.Contains(text));

    public ILogger CreateLogger(string categoryName) => new Collector(this);

    public void Dispose()
    {
    }

    private sealed class Collector(CollectedLogs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            logs._lines.Enqueue((logLevel, $"{formatter(state, exception)} {exception}"));
    }
}
