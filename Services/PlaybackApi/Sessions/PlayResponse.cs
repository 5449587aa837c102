using AudioStreaming.Contracts;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>The answer of <c>/play</c>.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="PlaylistUrl">The HLS multivariant playlist.</param>
/// <param name="UserSession">Token for <c>/ping</c> and <c>/stop</c>, for this play only.</param>
/// <param name="HeartbeatSeconds">Send <c>/ping</c> so often.</param>
/// <param name="TtlSeconds">The session ends when nothing is heard for so long.</param>
public sealed record PlayResponse(
    TrackId TrackId, string PlaylistUrl, string UserSession, double HeartbeatSeconds,
    double TtlSeconds);
