using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Sql;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary>What of a track can be downloaded.</summary>
internal sealed record DownloadSource(
    string OriginalFilename, string OriginalKey, string OriginalFormat)
{
    public static Task<DownloadSource?> FindAsync(
        NpgsqlDataSource database, TrackId track, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<DownloadSource>(
            """
            SELECT original_filename, original_key, original_format
            FROM catalog.tracks
            WHERE id = @id
              AND status <> 'deleting'
            """,
            new { id = track.Value }, cancellationToken);
}
