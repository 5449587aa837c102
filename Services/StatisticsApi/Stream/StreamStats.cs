using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace AudioStreaming.StatisticsApi.Stream;

/// <summary>
/// <c>GET /stats/stream</c>: server-sent events, one <c>stats</c> event per change. A client that
/// comes back with the id of the newest event (<c>Last-Event-ID</c>) gets nothing until it changes.
/// </summary>
internal static class StreamStats
{
    /// <param name="feed">Gives the changes.</param>
    /// <param name="lastEventId">As browsers send it on connecting again.</param>
    public static IResult Handle(
        StatsFeed feed,
        [FromHeader(Name = "Last-Event-ID"), Description(
            "The last event's id: nothing is sent until something has changed since.")]
        string? lastEventId) => feed.Follow(lastEventId);
}
