using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>What a client holds of its session, as <c>user_session</c>.</summary>
/// <param name="Session">The play.</param>
/// <param name="Track">The only track it is good for.</param>
/// <param name="StartedAt">When the session opened (UTC).</param>
internal readonly record struct SessionToken(
    SessionId Session, TrackId Track, DateTimeOffset StartedAt);
