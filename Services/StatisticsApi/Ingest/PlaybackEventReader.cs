using System.Text.Json;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Ingest;

/// <summary>Reads a playback event, or says why it cannot be counted.</summary>
internal sealed class PlaybackEventReader(TimeProvider time)
{
    // One event far in the future would make every event after it look late.
    private static readonly TimeSpan MaxClockSkew = TimeSpan.FromHours(1);

    // Nobody may be shown as listening for ever.
    private const long MaxTtlMs = 24 * 60 * 60 * 1000;

    /// <returns>The event and null, or null and the reason.</returns>
    public (PlaybackEvent? Message, string? Reason) Read(ReadOnlySpan<byte> json)
    {
        try
        {
            var message = JsonSerializer.Deserialize(json, ContractsJson.Default.PlaybackEvent);
            var reason = message is null ? "empty" : Objection(message);
            return reason is null ? (message, null) : (null, reason);
        }
        catch (JsonException)
        {
            return (null, "not a playback event");
        }
    }

    private string? Objection(PlaybackEvent message) => message switch
    {
        { V: not PlaybackEvent.CurrentVersion } => "unknown version",
        { ListenedMs: < 0 } => "negative listening time",
        { Sequence: < 0 } => "negative sequence",
        { TtlMs: < 0 or > MaxTtlMs } => "impossible time to live",
        _ when message.At > time.GetUtcNow() + MaxClockSkew => "dated in the future",
        _ => null,
    };
}
