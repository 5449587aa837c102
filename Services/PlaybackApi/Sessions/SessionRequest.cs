using System.Text.Json;
using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>The body of <c>/ping</c> and <c>/stop</c>.</summary>
/// <param name="TrackId">The track that is played.</param>
/// <param name="UserSession">The token that <c>/play</c> gave.</param>
/// <param name="State">From now on; playing if absent. Not for <c>/stop</c>.</param>
/// <param name="PositionSeconds">Where in the track the listener is.</param>
public sealed record SessionRequest(
    TrackId TrackId, string UserSession, SessionActivity? State = null,
    double? PositionSeconds = null)
{
    /// <summary>A body is no longer, in bytes.</summary>
    internal const int MaxSize = 4096;

    /// <summary>
    /// Reads it whatever the content type says: a page that closes sends it with
    /// <c>sendBeacon</c>, as <c>text/plain</c>.
    /// </summary>
    internal static async Task<SessionRequest?> ReadAsync(
        HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(
                request.Body, SessionJson.Default.SessionRequest, cancellationToken);
            return body is { PositionSeconds: < 0 } ? null : body;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal long? PositionMs(TimeSpan longest) =>
        PositionSeconds is { } seconds
            ? (long)Math.Min(seconds * 1000, longest.TotalMilliseconds)
            : null;
}
