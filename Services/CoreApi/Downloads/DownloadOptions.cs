namespace AudioStreaming.CoreApi.Downloads;

/// <summary>Downloads; section <c>Downloads</c>.</summary>
internal sealed class DownloadOptions
{
    public const string Section = "Downloads";

    /// <summary>How long a download URL works.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromMinutes(15);
}
