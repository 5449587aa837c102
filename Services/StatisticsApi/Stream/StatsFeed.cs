using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
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
    private readonly ConcurrentDictionary<FeedReader, bool> _readers = [];
    private volatile FeedEvent? _last;
    private volatile bool _closed;

    public FeedEvent? Last => _last;

    /// <returns>Null if too many streams are open, or the service stops.</returns>
    public FeedReader? Open()
    {
        if (_closed || _readers.Count >= options.Value.MaxStreams) return null;
        var reader = new FeedReader();
        _readers[reader] = true;
        telemetry.Streams.Add(1);
        return reader;
    }

    public void Close(FeedReader reader)
    {
        if (!_readers.TryRemove(reader, out _)) return;
        telemetry.Streams.Add(-1);
        reader.Dispose();
    }

    /// <summary>Ends all streams, so that a stopping server need not wait for them.</summary>
    public void Close()
    {
        _closed = true;
        foreach (var reader in _readers.Keys) reader.End();
    }

    public void Publish(Board board)
    {
        var changed = StatsChanged.Of(board);
        var id = ContentId(changed);
        if (id == _last?.Id) return;
        var next = new FeedEvent(
            id, JsonSerializer.SerializeToUtf8Bytes(changed, StatisticsJson.Default.StatsChanged));
        _last = next;
        foreach (var reader in _readers.Keys)
            if (!reader.TryGive(next)) telemetry.SlowStreams.Add(1);
    }

    private static string ContentId(StatsChanged changed)
    {
        var timeless = JsonSerializer.SerializeToUtf8Bytes(
            changed with { AsOf = default }, StatisticsJson.Default.StatsChanged);
        return Convert.ToHexStringLower(SHA256.HashData(timeless).AsSpan(0, 8));
    }
}
