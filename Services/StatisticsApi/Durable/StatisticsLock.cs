using System.Data.Common;
using AudioStreaming.ServiceDefaults.Sql;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>
/// One flush or rebuild at a time among all replicas. Held until the transaction ends; PostgreSQL
/// ends that of a process which stands still for too long.
/// </summary>
internal static class StatisticsLock
{
    private const string Limit = "SET LOCAL idle_in_transaction_session_timeout = '60s';";
    private const string Key = "hashtext('audio-streaming:statistics:flush')";

    public static Task WaitAsync(DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"{Limit} SELECT pg_advisory_xact_lock({Key})", null, cancellationToken);

    public static Task<bool> TryAsync(
        DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.QuerySingleOrDefaultAsync<bool>(
            $"{Limit} SELECT pg_try_advisory_xact_lock({Key})", null, cancellationToken);
}
