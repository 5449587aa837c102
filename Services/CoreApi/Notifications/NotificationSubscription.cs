namespace AudioStreaming.CoreApi.Notifications;

/// <summary>What has been notified on a channel since it was last asked for.</summary>
internal sealed class NotificationSubscription(
    TimeProvider time, Action<NotificationSubscription> end) : IDisposable
{
    /// <summary>More than so many are remembered as "some were missed".</summary>
    private const int MostPayloads = 10_000;

    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly HashSet<string> _payloads = new(StringComparer.Ordinal);
    private bool _missed;

    /// <summary>Returns at a notification, or after the time, whichever is first.</summary>
    public async Task<NotifiedBatch> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(
            timeout.Token, cancellationToken);
        try
        {
            await _signal.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
        }
        lock (_payloads)
        {
            var taken = new NotifiedBatch([.. _payloads], _missed);
            _payloads.Clear();
            _missed = false;
            return taken;
        }
    }

    public void Dispose()
    {
        end(this);
        _signal.Dispose();
    }

    internal void Notified(string payload)
    {
        lock (_payloads)
        {
            if (_payloads.Count < MostPayloads) _payloads.Add(payload);
            else _missed = true;
            Wake();
        }
    }

    internal void Missed()
    {
        lock (_payloads)
        {
            _missed = true;
            Wake();
        }
    }

    private void Wake()
    {
        if (_signal.CurrentCount == 0) _signal.Release();
    }
}

/// <param name="Payloads">Each once.</param>
/// <param name="Missed">There may have been more.</param>
internal sealed record NotifiedBatch(IReadOnlyList<string> Payloads, bool Missed);
