using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text.Json;
using AudioStreaming.ServiceDefaults.Streams;
using AudioStreaming.StatisticsApi.Charts;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>
/// Publishes a board that shows something new. An event's id is made from its content, so that
/// every replica, also after a restart, gives the same content the same id.
/// </summary>
internal sealed class StatsFeed
{
    private const string EventType = "stats";

    private readonly EventHub _hub;
    private SseItem<byte[]>? _newest;

    public StatsFeed(EventHub hub, CurrentBoard current)
    {
        _hub = hub;
        current.WhenRead(Publish);
    }

    /// <param name="lastEventId">What the client has; it is not sent again.</param>
    public IResult Follow(string? lastEventId) =>
        _hub.Follow(() => _newest is { } newest && newest.EventId != lastEventId ? newest : null);

    public void Publish(Board board)
    {
        var changed = StatsChanged.Of(board);
        var id = ContentId(changed);
        if (id == _newest?.EventId) return;
        var data = JsonSerializer.SerializeToUtf8Bytes(changed, StreamJson.Default.StatsChanged);
        var next = new SseItem<byte[]>(data, EventType) { EventId = id };
        _newest = next;
        _hub.Publish(next);
    }

    private static string ContentId(StatsChanged changed)
    {
        var timeless = JsonSerializer.SerializeToUtf8Bytes(
            changed with { AsOf = default }, StreamJson.Default.StatsChanged);
        return Convert.ToHexStringLower(SHA256.HashData(timeless).AsSpan(0, 8));
    }
}
