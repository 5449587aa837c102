namespace AudioStreaming.StatisticsApi.Durable;

/// <summary>How a flush ended.</summary>
internal enum FlushOutcome
{
    Written,

    /// <summary>Nothing was counted since the last flush.</summary>
    Idle,

    /// <summary>Another replica is at it.</summary>
    Busy,

    /// <summary>
    /// Redis is not where PostgreSQL is, or not what it was: it lost its data, or old data came
    /// back, at any time until now. Nothing is written.
    /// </summary>
    Stale,
}
