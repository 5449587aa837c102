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
    private readonly ConcurrentQueue<string> _texts = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _reading;

    public EventLog(string kafka) => _reading = Task.Run(() => Read(kafka));

    /// <summary>Every record as text, to be searched.</summary>
    public IReadOnlyCollection<string> Texts => _texts;

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
            _texts.Enqueue($"{record.Message.Key} {Headers(record)} "
                + System.Text.Encoding.UTF8.GetString(record.Message.Value));
            var step = JsonSerializer.Deserialize(
                record.Message.Value, ContractsJson.Default.PlaybackEvent)!;
            _sessions.GetOrAdd(step.SessionId, _ => []).Enqueue(step);
        }
    }

    private static string Headers(ConsumeResult<string, byte[]> record) =>
        string.Join(' ', (record.Message.Headers ?? []).Select(header =>
            $"{header.Key}={System.Text.Encoding.UTF8.GetString(header.GetValueBytes())}"));
}
