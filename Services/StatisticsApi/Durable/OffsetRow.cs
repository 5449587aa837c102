using AudioStreaming.StatisticsApi.Counts;

namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>How far a partition is counted in a batch.</summary>
internal readonly record struct OffsetRow(string LogId, int Partition, Progress Progress);
