using Dapper;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>
/// One flush or rebuild at a time among all replicas. Held until the transaction ends; PostgreSQL
/// ends that of a process which stands still for too long.
/// </summary>
internal static class StatisticsLock
{
    private const string Key = "hashtext('audio-streaming:statistics:flush')";

    public static async Task WaitAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            SET LOCAL idle_in_transaction_session_timeout = '60s';
            SELECT pg_advisory_xact_lock({Key});
            """,
            cancellationToken: cancellationToken));

    public static async Task<bool> TryAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"""
            SET LOCAL idle_in_transaction_session_timeout = '60s';
            SELECT pg_try_advisory_xact_lock({Key});
            """,
            cancellationToken: cancellationToken));
}
