using System.Data.Common;
using System.Runtime.CompilerServices;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.StatisticsApi.Counts;
using AudioStreaming.StatisticsApi.Durable;
using Dapper;

namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>A track's totals, as PostgreSQL has them.</summary>
internal sealed record TrackRow(
    Guid TrackId, long Plays, long Starts, long ListenedMs, bool Deleted);

/// <summary>A track's part of a minute, hour or day, as PostgreSQL has it.</summary>
internal sealed record BucketRow(Guid TrackId, DateTime At, long Plays, long Listeners);

/// <summary>What Redis is rebuilt from.</summary>
internal static class RestoreQueries
{
    public static Task<List<TrackRow>> TracksAsync(
        DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.QueryAsync<TrackRow>(
            """
            SELECT
              track_id AS TrackId,
              plays AS Plays,
              starts AS Starts,
              listened_ms AS ListenedMs,
              deleted_at IS NOT NULL AS Deleted
            FROM statistics.tracks
            """,
            null, cancellationToken);

    public static Task<List<BucketRow>> BucketsAsync(
        DbTransaction transaction, string resolution, DateTimeOffset from,
        CancellationToken cancellationToken) =>
        transaction.QueryAsync<BucketRow>(
            """
            SELECT track_id AS TrackId, at AS At, plays AS Plays, listeners AS Listeners
            FROM statistics.buckets
            WHERE resolution = @resolution
              AND at >= @from
            """,
            new { resolution, from }, cancellationToken);

    public static async Task<IReadOnlyList<OffsetRow>> OffsetsAsync(
        DbTransaction transaction, CancellationToken cancellationToken) =>
        [
            .. from row in await transaction.QueryAsync<(string, int, long, DateTime)>(
                   "SELECT log_id, partition, next_offset, watermark FROM statistics.offsets",
                   null, cancellationToken)
               select new OffsetRow(
                   row.Item1, row.Item2, Progress.At(row.Item3, Milliseconds(row.Item4))),
        ];

    /// <summary>Pages of sessions: there may be many.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<(Guid Id, SessionState State)>>
        SessionsAsync(
        DbTransaction transaction, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var reader = await transaction.Connection!.ExecuteReaderAsync(
            """
            SELECT
              session_id, track_id, partition, last_at, sequence, listened_ms, counted, live,
              ttl_ms
            FROM statistics.sessions
            """,
            transaction: transaction);
        var page = new List<(Guid, SessionState)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add((reader.GetGuid(0), new SessionState(
                new TrackId(reader.GetGuid(1)), Milliseconds(reader.GetDateTime(3)),
                reader.GetInt32(2), reader.GetInt64(4), reader.GetInt64(5),
                reader.GetBoolean(6), reader.GetBoolean(7), reader.GetInt64(8))));
            if (page.Count < 2_000) continue;
            yield return page;
            page = [];
        }
        if (page.Count > 0) yield return page;
    }

    private static long Milliseconds(DateTime at) =>
        (long)(at - DateTime.UnixEpoch).TotalMilliseconds;
}
