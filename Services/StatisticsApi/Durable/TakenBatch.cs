namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>What a flush finds in Redis.</summary>
/// <param name="Id">The batch, or null if there is nothing to flush.</param>
/// <param name="Previous">The flush before it: where PostgreSQL must stand.</param>
internal sealed record TakenBatch(Guid? Id, Guid Previous);
