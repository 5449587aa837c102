using System.Diagnostics;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Claims;

/// <summary>
/// The tracks that wait, as their rows say: which of them is next, for however many converters ask
/// at once.
/// </summary>
internal sealed class JobQueue(
    NpgsqlDataSource database, TimeProvider time, IOptions<ClaimOptions> options)
{
    /// <summary>
    /// Seconds of audio that a second of waiting outweighs: no job is overtaken by one that came
    /// more than a tenth of its own length later, and so none waits for ever.
    /// </summary>
    private const int Ageing = 10;

    /// <param name="onlyShort">Whether long jobs are left to other workers.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <returns>The next job, which nobody else has; <c>null</c> if there is none.</returns>
    public async Task<TrackClaim?> ClaimAsync(bool onlyShort, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var row = await transaction.QuerySingleOrDefaultAsync<ClaimedRow>(
            """
            UPDATE catalog.tracks
            SET status = 'processing',
                version = version + 1,
                lease_until = now() + @Lease,
                attempts = attempts + 1,
                hls_key = NULL
            WHERE id = (
              SELECT job.id
              FROM catalog.tracks AS job
              LEFT JOIN (
                SELECT lane, count(*) AS jobs
                FROM catalog.tracks
                WHERE status = 'processing'
                  AND lease_until >= now()
                GROUP BY lane
              ) AS running
                -- All jobs without a lane are one.
                ON running.lane IS NOT DISTINCT FROM job.lane
              WHERE ((job.status = 'pending' AND job.available_at <= now())
                  OR (job.status = 'processing' AND job.lease_until < now()))
                AND (NOT @onlyShort OR job.expected_length <= @ShortAudio)
              ORDER BY
                coalesce(running.jobs, 0),
                job.expected_length - @Ageing * (now() - job.uploaded_at),
                job.id
              LIMIT 1
              FOR UPDATE OF job SKIP LOCKED)
            RETURNING id, version, original_key AS OriginalKey, attempts,
              expected_length AS ExpectedLength, trace_parent AS TraceParent
            """,
            new { onlyShort, Ageing, options.Value.Lease, options.Value.ShortAudio },
            cancellationToken);
        if (row is null) return null;
        var claim = Describe(row);
        using var activity = ConverterTelemetry.Source.StartActivity(
            "claim", ActivityKind.Internal, claim.Trace);
        await transaction.EnqueueAsync(
            TrackChanged.New(
                time.GetUtcNow(), claim.TrackId, TrackChange.Processing, claim.Version),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claim;
    }

    public async Task<QueueState> MeasureAsync(CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<QueueState>(
            """
            SELECT
              count(*) FILTER (WHERE due <= now()) AS Waiting,
              min(due) FILTER (WHERE due > now()) - now() AS NextIn
            FROM (
              SELECT available_at AS due
              FROM catalog.tracks
              WHERE status = 'pending'
              UNION ALL
              SELECT lease_until
              FROM catalog.tracks
              WHERE status = 'processing'
            ) AS jobs
            """,
            null, cancellationToken))!;

    private TrackClaim Describe(ClaimedRow row)
    {
        _ = ActivityContext.TryParse(row.TraceParent, null, isRemote: true, out var trace);
        return new TrackClaim(
            new TrackId(row.Id), row.Version, row.OriginalKey, row.Attempts, row.ExpectedLength,
            row.ExpectedLength <= options.Value.ShortAudio ? options.Value.ShortAudio : null,
            trace);
    }

    private sealed record ClaimedRow(
        Guid Id, long Version, string OriginalKey, int Attempts, TimeSpan ExpectedLength,
        string? TraceParent);
}
