namespace AudioStreaming.StatisticsApi.Recovery;

/// <summary>A track's part of a minute, hour or day, as PostgreSQL has it.</summary>
internal sealed record BucketRow(Guid TrackId, DateTime At, long Plays, long Listeners);
