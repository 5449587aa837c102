using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Delivery;
using AudioStreaming.PlaybackApi.Tracks;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Opens a session and says where the track's playlist is.</summary>
internal sealed class PlayEndpoint(
    TrackDirectory tracks, SessionStore store, SessionTokens tokens, EventPublisher events,
    MediaUrls urls, IOptions<SessionOptions> options, FaultPoints faults)
{
    /// <param name="track">The track to play.</param>
    public static Task<Results<Ok<PlayResponse>, ProblemHttpResult>> HandleAsync(
        string track, PlayEndpoint endpoint, CancellationToken cancellationToken) =>
        endpoint.PlayAsync(track, cancellationToken);

    private async Task<Results<Ok<PlayResponse>, ProblemHttpResult>> PlayAsync(
        string text, CancellationToken cancellationToken)
    {
        if (!TrackId.TryParse(text, null, out var id)
            || await tracks.FindAsync(id, cancellationToken) is not { } track)
            return ProblemKinds.NotFound.Result("There is no such track.");
        if (track.HlsKey is null)
            return ProblemKinds.Conflict.Result(
                $"Track is not ready yet. Status: {track.Status}");

        var session = SessionId.New();
        var started = await store.OpenAsync(session, id, track.DurationMs);
        await faults.ReachAsync("playback.opened");
        events.Publish(started);
        return TypedResults.Ok(new PlayResponse(
            id, urls.Playlist(track.HlsKey), tokens.Write(new(session, id, started.At)),
            options.Value.Heartbeat.TotalSeconds, options.Value.Ttl.TotalSeconds));
    }
}
