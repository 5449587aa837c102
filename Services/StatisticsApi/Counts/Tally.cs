namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What a batch adds to one track in one minute.</summary>
internal readonly record struct Tally(long Plays, long Starts, long ListenedMs);
