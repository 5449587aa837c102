using System.ComponentModel;

namespace AudioStreaming.PlaybackApi.Tracks;

/// <summary>What playing needs to know of a track.</summary>
/// <param name="Status">As in the catalog: pending, processing, ready or failed.</param>
/// <param name="HlsKey">Object of the multivariant playlist; <c>null</c>: not playable yet.</param>
/// <param name="DurationMs">In milliseconds; 0 while unknown.</param>
[ImmutableObject(true)]
internal sealed record PlayableTrack(string Status, string? HlsKey, long DurationMs)
{
    public bool IsReady => Status == "ready";
}
