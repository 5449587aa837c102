using AudioStreaming.Contracts;

namespace AudioStreaming.CoreApi.Uploads;

/// <summary>
/// Shows that an upload is alive for as long as it is, so that no recovery pass undoes it; and
/// stops it when that did happen.
/// </summary>
internal sealed partial class UploadLease : IAsyncDisposable
{
    private const int RenewalsPerLease = 4;

    private readonly UploadSaga _saga;
    private readonly TrackId _track;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _lost;
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewing;

    public UploadLease(
        UploadSaga saga, TrackId track, TimeSpan duration, TimeProvider time, ILogger logger,
        CancellationToken cancellationToken)
    {
        (_saga, _track, _duration, _time, _logger) = (saga, track, duration, time, logger);
        _lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync();
    }

    /// <summary>The client has gone, or the lease is lost.</summary>
    public CancellationToken Ended => _lost.Token;

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync();
        await _renewing;
        _done.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        using var timer = new PeriodicTimer(_duration / RenewalsPerLease, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_done.Token))
            {
                if (!await TryRenewAsync()) await _lost.CancelAsync();
            }
        }
        catch (OperationCanceledException) when (_done.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> TryRenewAsync()
    {
        try
        {
            return await _saga.RenewAsync(_track, _duration, _done.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The commit is guarded; a missed renewal alone decides nothing.
            RenewalFailed(exception, _track);
            return true;
        }
    }
}
