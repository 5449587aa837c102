using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.Converter.Claims;
using AudioStreaming.Converter.Packaging;
using AudioStreaming.Converter.Transcoding;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Storage;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Converter.Conversion;

/// <summary>Makes and uploads everything that belongs to a claimed track.</summary>
internal sealed class TrackConversion(
    IObjectStore store, Originals originals, SourceInspection inspection, CoverArt coverArt,
    Transcoder transcoder, TrackClaims claims, ConverterTelemetry telemetry, FaultPoints faults,
    TimeProvider time, IOptions<TranscodingOptions> options)
{
    private const string WaveformName = "waveform.json";

    /// <exception cref="RejectedException">The file cannot be converted.</exception>
    /// <exception cref="LongerThanExpectedException">It is no short job.</exception>
    /// <exception cref="ClaimLostException">Another worker has the track.</exception>
    public async Task<FinishedTrack> RunAsync(
        TrackClaim claim, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var source = await inspection.InspectAsync(claim.OriginalKey, cancellationToken);
        await faults.ReachAsync("conversion.probed");
        if (source.ExpectedLength > claim.ShortLimit)
            throw new LongerThanExpectedException(source.ExpectedLength.Value);

        var plan = RenditionPlan.For(source, options.Value.SegmentDuration);
        await using var upload = new HlsUpload(
            store, claim.HlsPrefix, plan.Grid, time, async token =>
            {
                await faults.ReachAsync("conversion.playable");
                await claims.PublishPartAsync(
                    claim, claim.HlsPrefix + MultivariantPlaylist.File, token);
                telemetry.BecamePlayable(time.GetElapsedTime(started));
            });
        Transcoded result;
        await using (var content = await originals.OpenAsync(claim.OriginalKey, cancellationToken))
            result = await transcoder.RunAsync(
                source, plan, content.Stream, upload, claim.ShortLimit, cancellationToken);
        await faults.ReachAsync("conversion.transcoded");

        var artworkKey = source.HasCover
            ? await UploadCoverAsync(claim, source.Format, cancellationToken)
            : null;
        var waveformKey = claim.WaveformPrefix + WaveformName;
        var waveform = JsonSerializer.SerializeToUtf8Bytes(
            result.Waveform, WaveformJson.Default.WaveformFile);
        await PutAsync(waveformKey, waveform, "application/json", cancellationToken);
        await upload.CompleteAsync(cancellationToken);
        await faults.ReachAsync("conversion.uploaded");
        telemetry.Converted(result.Duration, time.GetElapsedTime(started));
        return new FinishedTrack(
            upload.MasterKey, artworkKey, waveformKey, (long)result.Duration.TotalMilliseconds,
            result.Loudness.IntegratedLufs, result.Loudness.TruePeakDbtp,
            source.Codec, source.SampleRate, source.Channels, source.BitDepth, source.BitRate,
            source.Tags.Album, source.Tags.Year, source.Tags.TrackGainDb, source.Tags.AlbumGainDb);
    }

    /// <summary>Removes what versions up to <paramref name="last"/> have made.</summary>
    public async Task RemoveAsync(TrackId track, long last, CancellationToken cancellationToken)
    {
        foreach (var folder in (string[])
            [ObjectKeys.Hls(track), ObjectKeys.Artwork(track), ObjectKeys.Waveform(track)])
        {
            var versions = new HashSet<string>();
            await foreach (var found in store.ListAsync(folder, cancellationToken))
                versions.Add(found.Key[folder.Length..].Split('/')[0]);
            foreach (var version in versions)
            {
                if (long.TryParse(version, out var number) && number <= last)
                    await store.DeletePrefixAsync($"{folder}{version}/", cancellationToken);
            }
        }
    }

    private async Task<string?> UploadCoverAsync(
        TrackClaim claim, SourceFormat format, CancellationToken cancellationToken)
    {
        await using var head = await originals.OpenHeadAsync(claim.OriginalKey, cancellationToken);
        var covers = await coverArt.ExtractAsync(format, head.Stream, cancellationToken);
        foreach (var cover in covers)
            await PutAsync(
                claim.ArtworkPrefix + cover.File, cover.Jpeg, "image/jpeg", cancellationToken);
        return covers.Count > 0 ? claim.ArtworkPrefix : null;
    }

    private async Task PutAsync(
        string key, byte[] content, string type, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        await store.PutAsync(key, stream, type, cancellationToken);
    }
}
