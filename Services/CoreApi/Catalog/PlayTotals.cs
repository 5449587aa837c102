using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>
/// Where plays are read from: the view that the statistics service publishes, or nothing as long
/// as that service has never started.
/// </summary>
internal sealed class PlayTotals(NpgsqlDataSource database, TimeProvider time)
{
    private const string View = "statistics.track_totals";
    private const string Nothing = "(SELECT NULL::uuid AS track_id, 0::bigint AS plays LIMIT 0)";

    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(5);

    private DateTimeOffset _checkedAt;
    private volatile bool _exists;

    /// <summary>What to join, with <c>track_id</c> and <c>plays</c>.</summary>
    public async Task<string> SourceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!_exists && now - _checkedAt > Recheck)
        {
            _exists = await database.QuerySingleOrDefaultAsync<bool>(
                $"SELECT to_regclass('{View}') IS NOT NULL", null, cancellationToken);
            _checkedAt = now;
        }
        return _exists ? View : Nothing;
    }
}
