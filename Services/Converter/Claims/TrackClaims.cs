using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Claims;

/// <summary>
/// Everything that changes a track's status. Each statement is guarded by the version that the
/// worker has seen, and each change of status adds one to it.
/// </summary>
internal sealed class TrackClaims(
    NpgsqlDataSource database, JobAnnouncements announcements, IOptions<JobOptions> options)
{
    private readonly TimeSpan _lease = options.Value.Lease;

    /// <returns>
    /// The claim; <c>null</c> if there is nothing to do or another worker was first.
    /// </returns>
    public async Task<TrackClaim?> ClaimAsync(TrackId track, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        var seen = await work.Connection.QuerySingleOrDefaultAsync<long?>(work.Command(
            """
            SELECT version
            FROM catalog.tracks
            WHERE id = @Id
              AND (status = 'pending' OR (status = 'processing' AND lease_until < now()))
            """,
            new { Id = track.Value }));
        if (seen is null) return null;
        var row = await work.Connection.QuerySingleOrDefaultAsync<ClaimedRow?>(work.Command(
            """
            UPDATE catalog.tracks
            SET status = 'processing',
                version = version + 1,
                lease_until = now() + @Lease,
                attempts = attempts + 1,
                hls_key = NULL
            WHERE id = @Id
              AND version = @Seen
              AND (status = 'pending' OR (status = 'processing' AND lease_until < now()))
            RETURNING version, original_key AS OriginalKey, attempts, priority
            """,
            new { Id = track.Value, Seen = seen, Lease = _lease }));
        if (row is null) return null;
        await announcements.ChangedAsync(work, track, TrackChange.Processing, row.Version);
        await work.CommitAsync();
        return new TrackClaim(track, row.Version, row.OriginalKey, row.Attempts, row.Priority);
    }

    /// <exception cref="ClaimLostException"/>
    public async Task RenewAsync(TrackClaim claim, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        await UpdateAsync(work, claim, "lease_until = now() + @Lease", new { Lease = _lease });
        await work.CommitAsync();
    }

    /// <summary>
    /// Makes what is uploaded so far playable; the track is still being processed.
    /// </summary>
    /// <exception cref="ClaimLostException"/>
    public async Task PublishPartAsync(
        TrackClaim claim, string masterKey, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        await UpdateAsync(work, claim, "hls_key = @HlsKey", new { HlsKey = masterKey });
        await announcements.ChangedAsync(
            work, claim.TrackId, TrackChange.Processing, claim.Version);
        await work.CommitAsync();
    }

    /// <exception cref="ClaimLostException"/>
    public async Task PublishAsync(
        TrackClaim claim, FinishedTrack track, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        await UpdateAsync(
            work, claim,
            """
            status = 'ready',
            version = version + 1,
            lease_until = NULL,
            failure_reason = NULL,
            hls_key = @HlsKey,
            artwork_key = @ArtworkKey,
            waveform_key = @WaveformKey,
            duration_ms = @DurationMs,
            loudness_lufs = @LoudnessLufs,
            true_peak_dbtp = @TruePeakDbtp,
            codec = @Codec,
            sample_rate_hz = @SampleRateHz,
            channels = @Channels,
            bit_depth = @BitDepth,
            bit_rate_bps = @BitRateBps,
            album = coalesce(album, @Album),
            year = coalesce(year, @Year),
            replaygain_track_db = @ReplayGainTrackDb,
            replaygain_album_db = @ReplayGainAlbumDb
            """,
            track);
        await announcements.ChangedAsync(
            work, claim.TrackId, TrackChange.Ready, claim.Version + 1);
        await work.CommitAsync();
    }

    /// <summary>Gives the track back, to be tried again after a while.</summary>
    /// <param name="claim">What is given back.</param>
    /// <param name="wait">Until the next try.</param>
    /// <param name="counts">False if the try was cut short and shall not count.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="ClaimLostException"/>
    public async Task ReturnAsync(
        TrackClaim claim, TimeSpan wait, bool counts, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        await UpdateAsync(
            work, claim,
            """
            status = 'pending',
            version = version + 1,
            lease_until = NULL,
            hls_key = NULL,
            attempts = attempts - @Uncounted,
            announced_at = now() + @Wait
            """,
            new { Uncounted = counts ? 0 : 1, Wait = wait });
        await announcements.RequestAsync(work, claim.TrackId, claim.Priority, wait);
        await work.CommitAsync();
    }

    /// <summary>Gives the track up, with a dead letter.</summary>
    /// <exception cref="ClaimLostException"/>
    public async Task FailAsync(
        TrackClaim claim, string reason, CancellationToken cancellationToken)
    {
        await using var work = await BeginAsync(cancellationToken);
        await UpdateAsync(
            work, claim,
            """
            status = 'failed',
            version = version + 1,
            lease_until = NULL,
            hls_key = NULL,
            failure_reason = @Reason
            """,
            new { Reason = reason });
        await announcements.ChangedAsync(
            work, claim.TrackId, TrackChange.Failed, claim.Version + 1);
        await JobAnnouncements.DeadAsync(
            work, claim.TrackId.ToString(), new DeadJob(reason, claim.TrackId, claim.Attempts));
        await work.CommitAsync();
    }

    private static async Task UpdateAsync(
        CatalogTransaction work, TrackClaim claim, string assignments, object values)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("Id", claim.TrackId.Value);
        parameters.Add("Mine", claim.Version);
        var rows = await work.Connection.ExecuteAsync(work.Command(
            $"""
            UPDATE catalog.tracks
            SET {assignments}
            WHERE id = @Id
              AND version = @Mine
              AND status = 'processing'
            """,
            parameters));
        if (rows == 0) throw new ClaimLostException();
    }

    private Task<CatalogTransaction> BeginAsync(CancellationToken cancellationToken) =>
        CatalogTransaction.BeginAsync(database, cancellationToken);

    private sealed record ClaimedRow(long Version, string OriginalKey, int Attempts, int Priority);
}
