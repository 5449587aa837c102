using AudioStreaming.ServiceDefaults.Streams;

namespace AudioStreaming.CoreApi.Catalog;

/// <summary><c>GET /tracks/stream</c>: what <see cref="TrackFeed"/> publishes.</summary>
internal static class StreamTracks
{
    public static IResult Handle(EventHub hub) => hub.Follow();
}
