using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using AudioStreaming.Contracts;
using Dapper;

namespace AudioStreaming.Converter.Claims;

/// <summary>What went wrong with a message of <c>transcode-jobs</c>.</summary>
/// <param name="Reason">In words.</param>
/// <param name="TrackId">The track, where the message could be read.</param>
/// <param name="Attempts">Tries made.</param>
/// <param name="Position">Where the message stood, where it could not be read.</param>
/// <param name="Payload">Its bytes (base64), where it could not be read.</param>
internal sealed record DeadJob(
    string Reason, TrackId? TrackId = null, int? Attempts = null, string? Position = null,
    byte[]? Payload = null);

/// <summary>
/// Puts the converter's messages into the outbox, in the transaction of the change.
/// </summary>
internal sealed class JobAnnouncements(TimeProvider time)
{
    public Task ChangedAsync(
        CatalogTransaction work, TrackId track, TrackChange change, long version)
    {
        var now = time.GetUtcNow();
        var message = new TrackChanged(
            Guid.CreateVersion7(now), now, TrackChanged.CurrentVersion, track, change, version);
        var json = JsonSerializer.Serialize(message, ContractsJson.Default.TrackChanged);
        return EnqueueAsync(work, Topics.TrackEvents, track.ToString(), json, TimeSpan.Zero);
    }

    public Task RequestAsync(CatalogTransaction work, TrackId track, int priority, TimeSpan wait)
    {
        var now = time.GetUtcNow();
        var message = new TranscodeRequested(
            Guid.CreateVersion7(now), now, TranscodeRequested.CurrentVersion, track, priority);
        var json = JsonSerializer.Serialize(message, ContractsJson.Default.TranscodeRequested);
        return EnqueueAsync(work, Topics.TranscodeJobs, track.ToString(), json, wait);
    }

    public static Task DeadAsync(CatalogTransaction work, string key, DeadJob dead) =>
        EnqueueAsync(
            work, Topics.Dead(Topics.TranscodeJobs), key,
            JsonSerializer.Serialize(dead, DeadJobJson.Default.DeadJob), TimeSpan.Zero);

    private static Task<int> EnqueueAsync(
        CatalogTransaction work, string topic, string key, string json, TimeSpan wait)
    {
        var headers = new Dictionary<string, string>();
        if (Activity.Current is { Id: { } traceParent } activity)
        {
            headers["traceparent"] = traceParent;
            if (activity.TraceStateString is { Length: > 0 } state) headers["tracestate"] = state;
        }
        return work.Connection.ExecuteAsync(work.Command(
            """
            SELECT catalog.enqueue(
              @Topic, @Key, CAST(@Json AS jsonb), now() + @Wait, CAST(@Headers AS jsonb))
            """,
            new
            {
                Topic = topic,
                Key = key,
                Json = json,
                Wait = wait,
                Headers = JsonSerializer.Serialize(
                    headers, DeadJobJson.Default.DictionaryStringString),
            }));
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DeadJob))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class DeadJobJson : JsonSerializerContext;
