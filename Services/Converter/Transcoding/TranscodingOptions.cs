using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>Section <c>Converter:Transcoding</c>.</summary>
internal sealed class TranscodingOptions
{
    public const string Section = "Converter:Transcoding";

    /// <summary>
    /// Longer audio is refused, and a file that decodes to more is stopped there.
    /// </summary>
    public TimeSpan MaxDuration { get; set; } = TimeSpan.FromHours(3);

    /// <summary>All that one job may make, in MiB.</summary>
    [Range(16, 1_048_576, ErrorMessage = $"{Section}:MaxOutputMegabytes must be at least 16")]
    public int MaxOutputMegabytes { get; set; } = 8_192;

    /// <summary>How much of a file is read for its tags and cover, in MiB.</summary>
    [Range(1, 1_024, ErrorMessage = $"{Section}:MaxHeaderMegabytes must be from 1 to 1024")]
    public int MaxHeaderMegabytes { get; set; } = 64;

    /// <summary>Length wanted of a segment.</summary>
    public TimeSpan SegmentDuration { get; set; } = TimeSpan.FromSeconds(6);
}
