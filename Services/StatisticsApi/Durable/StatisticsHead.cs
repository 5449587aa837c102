using Dapper;
using Npgsql;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>The last batch that PostgreSQL holds: where the next one must begin.</summary>
internal static class StatisticsHead
{
    public static Task<Guid> ReadAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        connection.ExecuteScalarAsync<Guid>(new CommandDefinition(
            "SELECT id FROM statistics.head", cancellationToken: cancellationToken));

    /// <returns>Whether PostgreSQL stood where the batch begins, and so stands at its end
    /// now.</returns>
    public static async Task<bool> TryAdvanceAsync(
        NpgsqlConnection connection, Guid previous, Guid id, CancellationToken cancellationToken) =>
        await connection.ExecuteAsync(new CommandDefinition(
            """
            UPDATE statistics.head
            SET id = @id, applied_at = now()
            WHERE id = @previous
            """,
            new { previous, id }, cancellationToken: cancellationToken)) == 1;
}
