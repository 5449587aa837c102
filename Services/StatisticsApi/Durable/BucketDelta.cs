namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>One row of a batch: what one track gained in one minute.</summary>
internal readonly record struct BucketDelta(
    Guid Track, DateTime At, long Plays, long Starts, long ListenedMs, long Listeners);
