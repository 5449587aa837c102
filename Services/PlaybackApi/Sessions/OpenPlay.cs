using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Tracks;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.ServiceDefaults.Media;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Opens a session and says where the track's playlist is.</summary>
internal static class OpenPlay
{
    /// <param name="track">The track to play.</param>
    public static async Task<Results<Ok<PlayResponse>, ProblemHttpResult>> HandleAsync(
        string track, TrackDirectory tracks, SessionStore store, SessionTokens tokens,
        EventPublisher events, MediaUrls urls, IOptions<SessionOptions> options,
        FaultPoints faults)
    {
        if (!TrackId.TryParse(track, null, out var id)
            || await tracks.FindAsync(id) is not { } found)
            return ProblemKinds.NotFound.Result("There is no such track.");
        if (urls.Playlist(found.HlsKey) is not { } playlist)
            return ProblemKinds.Conflict.Result(
                $"Track is not ready yet. Status: {found.Status}");

        var session = SessionId.New();
        var started = await store.OpenAsync(session, id, found.DurationMs);
        await faults.ReachAsync("playback.opened");
        events.Publish(started);
        return TypedResults.Ok(new PlayResponse(
            id, playlist, tokens.Write(new(session, id, started.At)),
            options.Value.Heartbeat.TotalSeconds, options.Value.Ttl.TotalSeconds));
    }
}
