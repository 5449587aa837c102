namespace AudioStreaming.CoreApi.Notifications;

/// <summary>What has been notified on a channel since it was last taken.</summary>
internal sealed class NotificationSubscription(string channel, Action wake)
{
    /// <summary>More than so many are remembered as "some were missed".</summary>
    private const int MaxPayloads = 10_000;

    private readonly HashSet<string> _payloads = new(StringComparer.Ordinal);
    private bool _missed;

    public string Channel => channel;

    public NotifiedBatch Take()
    {
        lock (_payloads)
        {
            var taken = new NotifiedBatch([.. _payloads], _missed);
            _payloads.Clear();
            _missed = false;
            return taken;
        }
    }

    internal void Notified(string payload)
    {
        lock (_payloads)
        {
            if (_payloads.Count < MaxPayloads) _payloads.Add(payload);
            else _missed = true;
        }
        wake();
    }

    internal void Missed()
    {
        lock (_payloads) _missed = true;
        wake();
    }
}

/// <param name="Payloads">Each once.</param>
/// <param name="Missed">There may have been more.</param>
internal sealed record NotifiedBatch(IReadOnlyList<string> Payloads, bool Missed);
