namespace AudioStreaming.Statistics.Bench;

/// <summary>How fast a process took events in, and at which cost.</summary>
/// <param name="Events">How many.</param>
/// <param name="Elapsed">In this time.</param>
/// <param name="Processor">In this time of all its threads together.</param>
internal readonly record struct Pace(long Events, TimeSpan Elapsed, TimeSpan Processor)
{
    public double PerCore => Events / Processor.TotalSeconds;

    public override string ToString() =>
        $"{Events / Elapsed.TotalSeconds,12:N0} events/s, {PerCore,9:N0} per core";
}
