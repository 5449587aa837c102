namespace AudioStreaming.Converter.Transcoding;

/// <summary>What a conversion may take and make.</summary>
internal sealed class TranscodingOptions
{
    public const string Section = "Converter:Transcoding";

    /// <summary>
    /// Longer audio is refused, and a file that decodes to more is stopped there.
    /// </summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(3);

    /// <summary>All that one job may make, in MiB.</summary>
    public int MaxOutputMegabytes { get; set; } = 8_192;

    /// <summary>How much of a file is read for its tags and cover, in MiB.</summary>
    public int MaxHeaderMegabytes { get; set; } = 64;

    /// <summary>Length wanted of a segment.</summary>
    public TimeSpan SegmentDuration { get; set; } = TimeSpan.FromSeconds(6);
}
