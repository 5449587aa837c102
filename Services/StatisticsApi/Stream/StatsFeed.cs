using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text.Json;
using AudioStreaming.ServiceDefaults.Streams;
using AudioStreaming.StatisticsApi.Charts;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>
/// Publishes a board that shows something new. An event's id is made from its content, so that
/// every replica, also after a restart, gives the same content the same id.
/// </summary>
internal sealed class StatsFeed
{
    private const string EventType = "stats";

    private readonly EventHub _hub;
    private readonly JsonSerializerOptions _json;
    private SseItem<byte[]>? _newest;

    public StatsFeed(EventHub hub, CurrentBoard current, IOptions<JsonOptions> json)
    {
        (_hub, _json) = (hub, json.Value.SerializerOptions);
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
        var next = new SseItem<byte[]>(Json(changed), EventType) { EventId = id };
        _newest = next;
        _hub.Publish(next);
    }

    private string ContentId(StatsChanged changed) => Convert.ToHexStringLower(
        SHA256.HashData(Json(changed with { AsOf = default })).AsSpan(0, 8));

    private byte[] Json(StatsChanged changed) =>
        JsonSerializer.SerializeToUtf8Bytes(changed, _json);
}
