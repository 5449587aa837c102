namespace AudioStreaming.Converter.Tests;

/// <summary>What the row of a new track says of its job.</summary>
/// <param name="Lane">Whose turn it takes.</param>
/// <param name="TraceParent">Of the upload.</param>
public sealed record WaitingJob(int? Lane = null, string? TraceParent = null)
{
    /// <summary>Expected of the audio.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Since the upload.</summary>
    public TimeSpan Waited { get; init; }
}
