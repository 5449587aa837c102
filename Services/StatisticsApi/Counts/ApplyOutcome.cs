namespace AudioStreaming.StatisticsApi.Counts;

/// <summary>What became of a batch.</summary>
internal enum ApplyOutcome
{
    Applied,

    /// <summary>Another offset is stored: somebody else counted, or Redis went back.</summary>
    Moved,

    /// <summary>Redis lost the counts.</summary>
    Absent,
}
