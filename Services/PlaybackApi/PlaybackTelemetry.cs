using System.Diagnostics;
using System.Diagnostics.Metrics;
using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.PlaybackApi;

/// <summary>
/// The service's spans and metrics. No tag tells one listener or session from another.
/// </summary>
public sealed class PlaybackTelemetry
{
    public const string Name = "AudioStreaming.PlaybackApi";

    private readonly Counter<long> _events;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _refused;

    public PlaybackTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _events = meter.CreateCounter<long>(
            "playback.events", "{event}",
            "Events by kind and outcome: delivered, queue_full or failed.");
        _ended = meter.CreateCounter<long>(
            "playback.sessions.ended", "{session}",
            "Last events published for silent sessions, by who noticed: notification or sweep.");
        _refused = meter.CreateCounter<long>(
            "playback.sessions.refused", "{request}",
            "Requests refused for their token, by error.");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void EventReported(PlaybackEventKind kind, Error error)
    {
        var outcome = error.Code switch
        {
            ErrorCode.NoError => "delivered",
            ErrorCode.Local_QueueFull => "queue_full",
            _ => "failed",
        };
        _events.Add(1, new("kind", kind.ToString()), new("outcome", outcome));
    }

    public void SessionEnded(string source) =>
        _ended.Add(1, new KeyValuePair<string, object?>("source", source));

    public void RequestRefused(string error) =>
        _refused.Add(1, new KeyValuePair<string, object?>("error", error));
}
