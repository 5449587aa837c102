using System.ComponentModel;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>What is shown of a track besides its counts.</summary>
[ImmutableObject(true)]
internal sealed record TrackEntry(string? Title, string? Artist, string? ArtworkSmallUrl);
