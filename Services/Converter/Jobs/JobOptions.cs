namespace AudioStreaming.Converter.Jobs;

/// <summary>How much of the work this process takes.</summary>
internal sealed class JobOptions
{
    public const string Section = "Converter:Jobs";

    /// <summary>Names the group of all converters that share the work.</summary>
    public string ConsumerGroup { get; set; } = "converter";

    /// <summary>Jobs at once in this process; 0 for one per core.</summary>
    public int Parallel { get; set; }

    /// <summary>Messages read ahead; while so many wait, partitions are paused.</summary>
    public int Waiting { get; set; } = 32;

    public int Workers => Parallel > 0 ? Parallel : Environment.ProcessorCount;
}
