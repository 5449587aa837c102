using System.Collections.Concurrent;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi.Tests;

/// <summary>All that the log says, from its beginning on, by session.</summary>
internal sealed class EventLog : IDisposable
{
    private const int MostPartitions = 12;
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<SessionId, ConcurrentQueue<PlaybackEvent>> _sessions = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public EventLog(string kafka) => _reading = Task.Run(() => Read(kafka));

    public IReadOnlyList<PlaybackEvent> Of(SessionId session) =>
        _sessions.TryGetValue(session, out var events) ? [.. events] : [];

    /// <summary>Waits for a session's event of a kind.</summary>
    public Task<PlaybackEvent> FoundAsync(SessionId session, PlaybackEventKind kind) =>
        Eventually.FoundAsync(
            () => Task.FromResult(Of(session).FirstOrDefault(step => step.Kind == kind)),
            $"the log has no {kind} of the session, but {string.Join(", ", Of(session))}");

    public void Dispose()
    {
        _stop.Cancel();
        _reading.Wait();
        _stop.Dispose();
    }

    private void Read(string kafka)
    {
        using var consumer = new ConsumerBuilder<string, byte[]>(new ConsumerConfig
        {
            BootstrapServers = kafka,
            GroupId = "event-log",
            EnableAutoCommit = false,
        }).Build();
        consumer.Assign(Enumerable.Range(0, MostPartitions).Select(partition =>
            new TopicPartitionOffset(Topics.PlaybackEvents, partition, Offset.Beginning)));
        while (!_stop.IsCancellationRequested)
        {
            if (consumer.Consume(PollTime) is not { } record) continue;
            var step = JsonSerializer.Deserialize(
                record.Message.Value, ContractsJson.Default.PlaybackEvent)!;
            _sessions.GetOrAdd(step.SessionId, _ => []).Enqueue(step);
        }
    }
}
