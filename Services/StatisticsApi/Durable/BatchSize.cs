namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>How much there is in a batch.</summary>
internal readonly record struct BatchSize(long Counts, long Sessions);
