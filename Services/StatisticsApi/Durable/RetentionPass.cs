using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.ServiceDefaults.Sql;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>
/// Removes sessions that can send nothing any more, and buckets that are too fine for their age.
/// It only frees space: no count depends on when it runs.
/// </summary>
internal sealed class RetentionPass(
    IConnectionMultiplexer redis, NpgsqlDataSource database, TimeProvider time,
    IOptions<FlushOptions> flush, IOptions<CountsOptions> counts, PassServices services)
    : PeriodicPass(flush.Value.RetentionInterval, services)
{
    private const int PageSize = 1_000;

    private static readonly RedisScript PruneScript = new(typeof(RetentionPass), "prune-sessions");

    /// <returns>How many rows have gone.</returns>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var gone = await PruneDatabaseAsync(cancellationToken);
        await PruneRedisAsync(cancellationToken);
        return new PassResult(gone);
    }

    private async Task<int> PruneDatabaseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.ExecuteAsync(
            """
            DELETE FROM statistics.buckets
            WHERE resolution = 'minute' AND at < @minutes
               OR resolution = 'hour' AND at < @hours;

            DELETE FROM statistics.sessions
            USING (
              SELECT partition, max(watermark) AS watermark
              FROM statistics.offsets
              GROUP BY partition
            ) AS read
            WHERE read.partition = sessions.partition
              AND sessions.last_at < read.watermark - @sessions
            """,
            new
            {
                minutes = now - flush.Value.KeepMinutes,
                hours = now - flush.Value.KeepHours,
                sessions = counts.Value.SessionRetention,
            },
            cancellationToken);
    }

    private async Task PruneRedisAsync(CancellationToken cancellationToken)
    {
        var cursor = "0";
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            cursor = (string)(await PruneScript.RunAsync(
                redis.GetDatabase(), [StatisticsKeys.Sessions, StatisticsKeys.Offsets],
                cursor, PageSize, (long)counts.Value.SessionRetention.TotalMilliseconds))!;
        }
        while (cursor != "0");
    }
}
