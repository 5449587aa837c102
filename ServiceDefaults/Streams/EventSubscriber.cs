using System.Net.ServerSentEvents;
using System.Threading.Channels;

namespace AudioStreaming.ServiceDefaults.Streams;

/// <summary>What one open stream has still to send: never more than the backlog.</summary>
internal sealed class EventSubscriber(int backlog) : IDisposable
{
    private readonly CancellationTokenSource _evicted = new();
    private readonly Channel<SseItem<byte[]>> _events =
        Channel.CreateBounded<SseItem<byte[]>>(
            new BoundedChannelOptions(backlog) { SingleReader = true });

    public ChannelReader<SseItem<byte[]>> Events => _events.Reader;

    /// <summary>Cancelled when it was too slow; its connection is worth nothing then.</summary>
    public CancellationToken Evicted => _evicted.Token;

    /// <returns>False if it is evicted for this.</returns>
    public bool TryGive(SseItem<byte[]> next)
    {
        if (_events.Writer.TryWrite(next) || !_events.Writer.TryComplete()) return true;
        // Whoever waits for its connection goes on elsewhere, not in the caller.
        _ = _evicted.CancelAsync();
        return false;
    }

    /// <summary>Nothing more will come.</summary>
    public void End() => _events.Writer.TryComplete();

    /// <summary>
    /// Who has just ended the events may be about to cancel, and that needs the source.
    /// </summary>
    public void Dispose()
    {
        if (_events.Writer.TryComplete()) _evicted.Dispose();
    }
}
