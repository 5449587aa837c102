using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioStreaming.Contracts;
using Dapper;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>Announces a change in the transaction that makes it.</summary>
internal static class OutboxWriter
{
    public static Task EnqueueAsync(
        this DbTransaction transaction, TranscodeRequested job,
        CancellationToken cancellationToken) =>
        EnqueueAsync(
            transaction, Topics.TranscodeJobs, job.TrackId,
            JsonSerializer.Serialize(job, ContractsJson.Default.TranscodeRequested),
            cancellationToken);

    public static Task EnqueueAsync(
        this DbTransaction transaction, TrackChanged change,
        CancellationToken cancellationToken) =>
        EnqueueAsync(
            transaction, Topics.TrackEvents, change.TrackId,
            JsonSerializer.Serialize(change, ContractsJson.Default.TrackChanged),
            cancellationToken);

    private static Task<int> EnqueueAsync(
        DbTransaction transaction, string topic, TrackId key, string payload,
        CancellationToken cancellationToken) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            """
            SELECT catalog.enqueue(
              @topic, @key, @payload::jsonb,
              headers => jsonb_strip_nulls(
                jsonb_build_object('traceparent', @traceParent, 'tracestate', @traceState)))
            """,
            new
            {
                topic,
                key = key.ToString(),
                payload,
                traceParent = Activity.Current?.Id,
                traceState = Activity.Current?.TraceStateString,
            },
            transaction, cancellationToken: cancellationToken));
}
