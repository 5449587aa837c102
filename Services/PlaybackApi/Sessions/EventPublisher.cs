using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Kafka;
using Confluent.Kafka;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// Hands events to Kafka without waiting for it. An event that does not get through is repaired by
/// the session's next one, because events are cumulative; only the last has no next one. It is
/// pending until Kafka has acknowledged it: so long Redis keeps the session, and recovery
/// publishes the event again.
/// </summary>
internal sealed partial class EventPublisher(
    KafkaProducer producer, SessionStore store, FaultPoints faults,
    PlaybackTelemetry telemetry, ILogger<EventPublisher> logger) : IHostedService
{
    private static readonly TimeSpan FlushTime = TimeSpan.FromSeconds(5);

    /// <summary>Last events on their way, and then the session being forgotten.</summary>
    private readonly ConcurrentDictionary<SessionId, Task> _pending = new();

    public void Publish(PlaybackEvent step) =>
        TryProduce(step, report => Count(step, report.Error));

    /// <returns>False if it is on its way already, or the queue is full.</returns>
    public bool PublishLast(PlaybackEvent step)
    {
        if (!_pending.TryAdd(step.SessionId, Task.CompletedTask)) return false;
        if (TryProduce(step, report => Delivered(step, report.Error))) return true;
        _pending.TryRemove(step.SessionId, out _);
        return false;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.Run(() => producer.Flush(FlushTime), cancellationToken);
        await Task.WhenAll(_pending.Values).WaitAsync(cancellationToken);
    }

    private bool TryProduce(PlaybackEvent step, Action<DeliveryReport<byte[], byte[]>> delivered)
    {
        try
        {
            var message = new Message<byte[], byte[]>
            {
                Key = Encoding.UTF8.GetBytes(step.SessionId.ToString()),
                Value = JsonSerializer.SerializeToUtf8Bytes(
                    step, ContractsJson.Default.PlaybackEvent),
                Headers = Activity.Current is { Recorded: true } activity
                    ? new Headers().Inject(activity)
                    : null,
            };
            producer.Produce(Topics.PlaybackEvents, message, delivered);
            return true;
        }
        catch (ProduceException<byte[], byte[]> fault)
        {
            Count(step, fault.Error);
            return false;
        }
    }

    private void Delivered(PlaybackEvent step, Error error)
    {
        Count(step, error);
        if (error.IsError)
            _pending.TryRemove(step.SessionId, out _);
        else
            _pending.TryUpdate(step.SessionId, SettleAsync(step.SessionId), Task.CompletedTask);
    }

    private async Task SettleAsync(SessionId session)
    {
        try
        {
            await faults.ReachAsync("playback.last.acknowledged");
            await store.SettleAsync(session);
        }
        catch (Exception fault) when (RedisFaults.Is(fault))
        {
            LogNotSettled(fault);
        }
        finally
        {
            _pending.TryRemove(session, out _);
        }
    }

    private void Count(PlaybackEvent step, Error error)
    {
        telemetry.EventReported(step.Kind, error);
        if (error.IsError) LogNotPublished(step.Kind, error.Reason);
    }
}
