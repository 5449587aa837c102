using System.Data.Common;
using AudioStreaming.ServiceDefaults.Sql;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>The last batch that PostgreSQL holds: where the next one must begin.</summary>
internal static class StatisticsHead
{
    public static Task<Guid> ReadAsync(
        DbTransaction transaction, CancellationToken cancellationToken) =>
        transaction.QuerySingleOrDefaultAsync<Guid>(
            "SELECT id FROM statistics.head", null, cancellationToken);

    /// <returns>Whether PostgreSQL stood where the batch begins, and so stands at its end
    /// now.</returns>
    public static async Task<bool> TryAdvanceAsync(
        DbTransaction transaction, Guid previous, Guid id, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            """
            UPDATE statistics.head
            SET id = @id, applied_at = now()
            WHERE id = @previous
            """,
            new { previous, id }, cancellationToken) == 1;
}
