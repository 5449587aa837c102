using AudioStreaming.Audio;
using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.ServiceDefaults.Leases;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>Takes one upload from its first byte to the catalog, or leaves nothing of it.</summary>
internal sealed partial class UploadReceiver(
    UploadSaga saga, IObjectStore store, IOptions<UploadOptions> options,
    CoreApiTelemetry telemetry, TimeProvider time, ILogger<UploadReceiver> logger)
{
    private static readonly TimeSpan CompensationTimeout = TimeSpan.FromSeconds(10);

    private readonly UploadOptions _options = options.Value;

    /// <param name="form">The request's body.</param>
    /// <param name="lane">Of the job; <c>null</c> if the gateway gave none.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <exception cref="RequestRefusedException">It cannot be taken; nothing is left.</exception>
    public async Task<UploadResponse> ReceiveAsync(
        UploadForm form, int? lane, CancellationToken cancellationToken)
    {
        var section = await form.NextFileAsync(cancellationToken)
            ?? throw RequestRefusedException.Invalid("the field file is missing");
        var name = TrackName.FileName(UploadForm.FileName(section));
        using var digests = DigestCheck.Of(
            header => section.Headers?.GetValueOrDefault(header) ?? StringValues.Empty);
        await using var incoming = new IncomingFile(section.Body, _options, digests);
        var head = await incoming.PeekAsync(AudioSignature.HeadLength, cancellationToken);
        if (head.IsEmpty) throw RequestRefusedException.Invalid("the file is empty");
        var format = AudioSignature.Detect(head.Span)
            ?? throw Refused(AudioRefusedException.Unknown());

        var track = TrackId.New(time);
        UploadResponse? response = null;
        await saga.BeginAsync(track, _options.Lease, cancellationToken);
        try
        {
            await using var lease = new HeldLease(
                $"upload {track}", _options.Lease,
                token => saga.RenewAsync(track, _options.Lease, token),
                time, logger, cancellationToken);
            var (file, tags) = await StoreAsync(track, name, format, incoming, lease.Token);
            digests.Verify();
            await saga.StoredAsync(track, lease.Token);
            if (await form.NextFileAsync(lease.Token) is not null)
                throw RequestRefusedException.Invalid("only one file can be uploaded at a time");
            await form.FinishAsync(lease.Token);

            var (token, hash) = ManageToken.Create();
            var created = Describe(track, form, file, tags, hash, lane);
            response = UploadResponse.Of(created, token);
            await saga.CommitAsync(created, lease.Token);
            telemetry.UploadAccepted(file.Size);
            return response;
        }
        catch (Exception fault)
        {
            LogFailed(track, fault.GetType().Name);
            var isCommitted = !await TryCompensateAsync(track);
            if (isCommitted && response is not null) return response;
            throw;
        }
    }

    private async Task<(OriginalFile File, AudioTags Tags)> StoreAsync(
        TrackId track, string name, AudioFormat format, IncomingFile incoming,
        CancellationToken cancellationToken)
    {
        var key = ObjectKeys.Original(track, format.Extension());
        try
        {
            await store.PutAsync(
                key, incoming, AudioFormats.ContentType(format.Extension()), cancellationToken);
            var audio = await AudioInspector.InspectAsync(
                new StoredBytes(store, key, incoming.Size), format, cancellationToken);
            var file = new OriginalFile(
                key, name, audio.Format, incoming.Size, incoming.Sha256(), audio.Length);
            return (file, audio.Tags);
        }
        catch (AudioRefusedException refused)
        {
            throw Refused(refused);
        }
        catch (Exception fault) when (fault is not RequestRefusedException
            and not OperationCanceledException and not BadHttpRequestException)
        {
            throw new IOException("the object store failed", fault);
        }
    }

    private NewTrack Describe(
        TrackId track, UploadForm form, OriginalFile file, AudioTags tags, byte[] tokenHash,
        int? lane)
    {
        var artist = form.Artist ?? TrackName.FromTag(tags.Artist);
        var title = form.Title ?? TrackName.FromTag(tags.Title);
        if (artist is null || title is null)
            throw RequestRefusedException.Invalid(
                "artist and title are required, since the file has no tags that say them");
        return new NewTrack(track, artist, title, file, tokenHash, time.GetUtcNow(), lane);
    }

    /// <summary>
    /// Returns false only if the upload turns out to be committed. What cannot be compensated
    /// now is left to the recovery pass.
    /// </summary>
    private async Task<bool> TryCompensateAsync(TrackId track)
    {
        using var timeout = new CancellationTokenSource(CompensationTimeout);
        try
        {
            return await saga.CompensateAsync(track, timeout.Token);
        }
        catch (Exception fault)
        {
            LogCompensationPostponed(fault, track);
            return true;
        }
    }

    private static RequestRefusedException Refused(AudioRefusedException refused) => new(
        refused.IsDamaged ? ProblemKinds.InvalidRequest : ProblemKinds.UnsupportedMediaType,
        refused.Message);
}
