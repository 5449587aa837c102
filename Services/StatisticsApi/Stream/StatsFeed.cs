using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using AudioStreaming.StatisticsApi.Charts;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>One event as it is sent. The id is made from the content, so that every replica, also
/// after a restart, gives the same content the same id.</summary>
internal sealed record FeedEvent(string Id, byte[] Data);

/// <summary>
/// Hands changes to all open streams. Each is serialized once; a reader that is still busy with
/// the last few is dropped, because it can reconnect and get the newest.
/// </summary>
internal sealed class StatsFeed(IOptions<ChartOptions> options, StatisticsTelemetry telemetry)
{
    private const int Backlog = 4;

    private readonly ConcurrentDictionary<Channel<FeedEvent>, bool> _readers = [];
    private volatile FeedEvent? _last;
    private volatile bool _closed;

    public FeedEvent? Last => _last;

    /// <returns>Null if too many streams are open, or the service stops.</returns>
    public Channel<FeedEvent>? Open()
    {
        if (_closed || _readers.Count >= options.Value.MaxStreams) return null;
        var channel = Channel.CreateBounded<FeedEvent>(
            new BoundedChannelOptions(Backlog) { SingleReader = true });
        _readers[channel] = true;
        telemetry.Streams.Add(1);
        return channel;
    }

    public void Close(Channel<FeedEvent> channel)
    {
        if (_readers.TryRemove(channel, out _)) telemetry.Streams.Add(-1);
    }

    /// <summary>Ends all streams, so that a stopping server need not wait for them.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var channel in _readers.Keys) channel.Writer.TryComplete();
    }

    public void Publish(Board board)
    {
        var changed = StatsChanged.Of(board);
        var id = ContentId(changed);
        if (id == _last?.Id) return;
        var next = new FeedEvent(
            id, JsonSerializer.SerializeToUtf8Bytes(changed, StatisticsJson.Default.StatsChanged));
        _last = next;
        foreach (var channel in _readers.Keys)
        {
            if (channel.Writer.TryWrite(next) || !channel.Writer.TryComplete()) continue;
            telemetry.SlowStreams.Add(1);
        }
    }

    private static string ContentId(StatsChanged changed)
    {
        var timeless = JsonSerializer.SerializeToUtf8Bytes(
            changed with { AsOf = default }, StatisticsJson.Default.StatsChanged);
        return Convert.ToHexStringLower(SHA256.HashData(timeless).AsSpan(0, 8));
    }
}
