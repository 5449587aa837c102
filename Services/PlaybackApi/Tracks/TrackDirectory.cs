using AudioStreaming.Contracts;
using Dapper;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>What playing needs to know of a track.</summary>
/// <param name="Status">As in the catalog: pending, processing, ready or failed.</param>
/// <param name="HlsKey">Object of the multivariant playlist; <c>null</c>: not playable yet.</param>
/// <param name="DurationMs">In milliseconds; 0 while unknown.</param>
internal sealed record PlayableTrack(string Status, string? HlsKey, long DurationMs)
{
    public bool IsReady => Status == "ready";
}

/// <summary>
/// The catalog's published view, remembered for a short while, so that the delivery of segments
/// does not ask the database. <see cref="TrackChanges"/> forgets what has changed.
/// </summary>
internal sealed class TrackDirectory(NpgsqlDataSource database) : IDisposable
{
    private const int MaxTracks = 100_000;
    private static readonly TimeSpan QueryTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ReadyTime = TimeSpan.FromSeconds(30);

    /// <summary>A track that is absent or in work may change at any moment.</summary>
    private static readonly TimeSpan UnreadyTime = TimeSpan.FromSeconds(1);

    private readonly MemoryCache _tracks = new(new MemoryCacheOptions { SizeLimit = MaxTracks });

    /// <returns><c>null</c> if there is no such track.</returns>
    public async ValueTask<PlayableTrack?> FindAsync(
        TrackId id, CancellationToken cancellationToken)
    {
        if (_tracks.TryGetValue(id, out PlayableTrack? known)) return known;
        var track = await QueryAsync(id, cancellationToken);
        _tracks.Set(id, track, new MemoryCacheEntryOptions
        {
            AbsoluteExpirationRelativeToNow = track is { IsReady: true } ? ReadyTime : UnreadyTime,
            Size = 1,
        });
        return track;
    }

    public void Forget(TrackId id) => _tracks.Remove(id);

    public void ForgetAll() => _tracks.Clear();

    public void Dispose() => _tracks.Dispose();

    private async Task<PlayableTrack?> QueryAsync(TrackId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<PlayableTrack>(new CommandDefinition(
            """
            SELECT status,
                   hls_key AS HlsKey,
                   COALESCE(duration_ms, 0) AS DurationMs
              FROM catalog.track_directory
             WHERE id = @id
            """,
            new { id = id.Value },
            commandTimeout: (int)QueryTime.TotalSeconds,
            cancellationToken: cancellationToken));
    }
}
