using System.Data.Common;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Leases;
using AudioStreaming.ServiceDefaults.Outbox;
using AudioStreaming.ServiceDefaults.Sql;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AudioStreaming.Converter.Claims;

/// <summary>
/// What becomes of a claimed track, each change together with the message that announces it. A
/// claim is the version that its update gave the row; whatever follows asks for it.
/// </summary>
internal sealed class TrackClaims(
    NpgsqlDataSource database, TimeProvider time, IOptions<ClaimOptions> options,
    ILogger<TrackClaims> logger)
{
    /// <summary>Renews the claim until it is disposed of, or lost.</summary>
    public HeldLease Hold(TrackClaim claim, CancellationToken stopping) => new(
        $"track {claim.TrackId}", options.Value.Lease,
        token => RenewAsync(claim, token), time, logger, stopping);

    /// <summary>
    /// Makes what is uploaded so far playable; the track is still being processed.
    /// </summary>
    /// <exception cref="ClaimLostException"/>
    public Task PublishPartAsync(
        TrackClaim claim, string masterKey, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim, "hls_key = @HlsKey", new { HlsKey = masterKey }, TrackChange.Processing,
            further: null, cancellationToken);

    /// <exception cref="ClaimLostException"/>
    public Task PublishAsync(
        TrackClaim claim, FinishedTrack track, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim,
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
            track, TrackChange.Ready, further: null, cancellationToken);

    /// <summary>
    /// Returns the track, to be tried again after a while; its expected length is the claim's.
    /// </summary>
    /// <param name="claim">What is returned.</param>
    /// <param name="wait">Until the next try.</param>
    /// <param name="counts">False if the try was cut short and shall not count.</param>
    /// <param name="cancellationToken">Stops waiting for the database.</param>
    /// <exception cref="ClaimLostException"/>
    public Task ReturnAsync(
        TrackClaim claim, TimeSpan wait, bool counts, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim,
            """
            status = 'pending',
            version = version + 1,
            lease_until = NULL,
            hls_key = NULL,
            attempts = attempts - @Uncounted,
            available_at = now() + @Wait,
            expected_length = @ExpectedLength
            """,
            new { Uncounted = counts ? 0 : 1, Wait = wait, claim.ExpectedLength }, change: null,
            further: null, cancellationToken);

    /// <summary>Fails the track for good, with a dead letter.</summary>
    /// <exception cref="ClaimLostException"/>
    public Task FailAsync(TrackClaim claim, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(
            claim,
            """
            status = 'failed',
            version = version + 1,
            lease_until = NULL,
            hls_key = NULL,
            failure_reason = @Reason
            """,
            new { Reason = reason }, TrackChange.Failed,
            transaction => new DeadJob(reason, claim.TrackId, claim.Attempts).EnqueueAsync(
                transaction, claim.TrackId.ToString(), cancellationToken),
            cancellationToken);

    private async Task<bool> RenewAsync(TrackClaim claim, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await UpdateAsync(
            connection, claim, "lease_until = now() + @Lease", new { options.Value.Lease },
            cancellationToken) is not null;
    }

    /// <summary>Changes a track whose claim still stands, and says so in the outbox.</summary>
    private async Task ChangeAsync(
        TrackClaim claim, string assignments, object values, TrackChange? change,
        Func<DbTransaction, Task>? further, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var version =
            await UpdateAsync(connection, claim, assignments, values, cancellationToken)
            ?? throw new ClaimLostException();
        if (change is { } announced)
            await transaction.EnqueueAsync(
                TrackChanged.New(time.GetUtcNow(), claim.TrackId, announced, version),
                cancellationToken);
        if (further is not null) await further(transaction);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>The row's version after the update; <c>null</c> if the claim was lost.</returns>
    private static Task<long?> UpdateAsync(
        NpgsqlConnection connection, TrackClaim claim, string assignments, object values,
        CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters(values);
        parameters.Add("Id", claim.TrackId.Value);
        parameters.Add("Mine", claim.Version);
        return connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(
            $"""
            UPDATE catalog.tracks
            SET {assignments}
            WHERE id = @Id
              AND version = @Mine
              AND status = 'processing'
            RETURNING version
            """,
            parameters, cancellationToken: cancellationToken));
    }
}
