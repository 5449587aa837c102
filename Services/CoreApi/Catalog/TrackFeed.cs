using System.Net.ServerSentEvents;
using System.Text.Json;
using AudioStreaming.CoreApi.Notifications;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Streams;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary>
/// Tells browsers of changes: one read per batch of notifications and replica, however many
/// browsers follow. Where something may have been missed, all streams end: clients come back and
/// read the list anew.
/// </summary>
internal sealed class TrackFeed : PeriodicPass
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    private readonly TrackReader _tracks;
    private readonly EventHub _hub;
    private readonly JsonSerializerOptions _json;
    private readonly NotificationSubscription _changes;

    public TrackFeed(
        DatabaseNotifications notifications, TrackReader tracks, EventHub hub,
        IOptions<JsonOptions> json, PassServices services)
        : base(Interval, services)
    {
        (_tracks, _hub, _json) = (tracks, hub, json.Value.SerializerOptions);
        _changes = notifications.Subscribe("catalog_tracks", Wake);
    }

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var (changed, missed) = _changes.Take();
        if (missed) _hub.EndAll();
        if (changed.Count == 0 || !_hub.IsFollowed) return default;
        try
        {
            await PublishAsync([.. changed.Select(Guid.Parse)], cancellationToken);
            return new PassResult(changed.Count);
        }
        catch
        {
            _hub.EndAll();
            throw;
        }
    }

    private async Task PublishAsync(Guid[] ids, CancellationToken cancellationToken)
    {
        var found = (await _tracks.FindAsync(ids, cancellationToken))
            .ToDictionary(track => track.TrackId.Value);
        foreach (var id in ids)
            _hub.Publish(found.TryGetValue(id, out var track)
                ? Event("track", track)
                : Event("deleted", new { track_id = id }));
    }

    private SseItem<byte[]> Event<T>(string type, T data) =>
        new(JsonSerializer.SerializeToUtf8Bytes(data, _json), type);
}
