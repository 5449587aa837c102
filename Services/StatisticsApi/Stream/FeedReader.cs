using System.Threading.Channels;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>What one open stream has still to send: never more than the last few events.</summary>
internal sealed class FeedReader : IDisposable
{
    private const int Backlog = 4;

    private readonly CancellationTokenSource _dropped = new();
    private readonly Channel<FeedEvent> _events = Channel.CreateBounded<FeedEvent>(
        new BoundedChannelOptions(Backlog) { SingleReader = true });

    public ChannelReader<FeedEvent> Events => _events.Reader;

    /// <summary>Cancelled when it was too slow; its connection is worth nothing then.</summary>
    public CancellationToken Dropped => _dropped.Token;

    /// <returns>False if it is dropped for this.</returns>
    public bool TryGive(FeedEvent next)
    {
        if (_events.Writer.TryWrite(next) || !_events.Writer.TryComplete()) return true;
        // Whoever waits for its connection goes on elsewhere, not in the caller.
        _ = _dropped.CancelAsync();
        return false;
    }

    /// <summary>Nothing more will come.</summary>
    public void End() => _events.Writer.TryComplete();

    /// <summary>
    /// Who has just ended the events may be about to cancel, and that needs the source.
    /// </summary>
    public void Dispose()
    {
        if (_events.Writer.TryComplete()) _dropped.Dispose();
    }
}
