using AudioStreaming.ServiceDefaults.Passes;

namespace AudioStreaming.Converter.Jobs;

/// <summary>How much of the work this process takes.</summary>
internal sealed class JobOptions
{
    public const string Section = "Converter:Jobs";

    /// <summary>Names the group of all converters that share the messages.</summary>
    public string ConsumerGroup { get; set; } = "converter";

    /// <summary>Jobs at once in this process; 0 for one per core.</summary>
    public int Parallel { get; set; }

    /// <summary>Looks for jobs at least so often, since messages can be lost.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    public int Workers => Parallel > 0 ? Parallel : Environment.ProcessorCount;

    public PassSchedule Schedule =>
        new(PollInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));
}
