using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Sql;

namespace AudioStreaming.ServiceDefaults.Outbox;

/// <summary>
/// Announces a change in the transaction that makes it: CoreApi's dispatcher sends what is
/// committed.
/// </summary>
public static class OutboxWriter
{
    public static Task EnqueueAsync(
        this DbTransaction transaction, TrackChanged change,
        CancellationToken cancellationToken) =>
        transaction.EnqueueAsync(
            Topics.TrackEvents, change.TrackId.ToString(),
            JsonSerializer.Serialize(change, ContractsJson.Default.TrackChanged),
            cancellationToken);

    public static Task EnqueueAsync(
        this DbTransaction transaction, TranscodeRequested job,
        CancellationToken cancellationToken) =>
        transaction.EnqueueAsync(
            Topics.TranscodeJobs, job.TrackId.ToString(),
            JsonSerializer.Serialize(job, ContractsJson.Default.TranscodeRequested),
            cancellationToken);

    /// <param name="transaction">Of the change.</param>
    /// <param name="topic">Where the message goes.</param>
    /// <param name="key">Messages of a key keep their order.</param>
    /// <param name="json">The message.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static Task EnqueueAsync(
        this DbTransaction transaction, string topic, string key, string json,
        CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            """
            SELECT catalog.enqueue(
              @topic, @key, @json::jsonb, now(),
              jsonb_strip_nulls(
                jsonb_build_object('traceparent', @traceParent, 'tracestate', @traceState)))
            """,
            new
            {
                topic,
                key,
                json,
                traceParent = Activity.Current?.Id,
                traceState = Activity.Current?.TraceStateString,
            },
            cancellationToken);
}
