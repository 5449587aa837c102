using AudioStreaming.Contracts;
using Dapper;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary>What of a track can be downloaded.</summary>
internal sealed record DownloadSource(
    string OriginalFilename, string OriginalKey, string OriginalFormat)
{
    public static async Task<DownloadSource?> FindAsync(
        NpgsqlDataSource database, TrackId track, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<DownloadSource>(new CommandDefinition(
            """
            SELECT original_filename, original_key, original_format
            FROM catalog.tracks
            WHERE id = @id
              AND status <> 'deleting'
            """,
            new { id = track.Value }, cancellationToken: cancellationToken));
    }
}
