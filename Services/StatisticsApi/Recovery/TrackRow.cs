namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>A track's totals, as PostgreSQL has them.</summary>
internal sealed record TrackRow(
    Guid TrackId, long Plays, long Starts, long ListenedMs, bool Deleted);
