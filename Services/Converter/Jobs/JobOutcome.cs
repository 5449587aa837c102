namespace AudioStreaming.Converter.Jobs;

/// <summary>How a job ended in this worker.</summary>
internal enum JobOutcome
{
    Ready,

    /// <summary>The track cannot be converted.</summary>
    Failed,

    /// <summary>Returned after a fault, to be tried again after a while.</summary>
    Retried,

    /// <summary>Returned because this service stops.</summary>
    Returned,

    /// <summary>Returned because the audio is longer than was expected.</summary>
    Longer,

    /// <summary>The claim was lost on the way.</summary>
    Lost,
}
