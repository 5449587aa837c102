namespace AudioStreaming.CoreApi.Downloads;

/// <summary>Downloads; section <c>Downloads</c>.</summary>
internal sealed class DownloadOptions
{
    public const string Section = "Downloads";

    /// <summary>How long a download URL works.</summary>
    public TimeSpan UrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gives out presigned URLs of the object store, where it has such. Off, or where it has none:
    /// this service delivers, for stores that browsers cannot reach.
    /// </summary>
    public bool Presigned { get; set; } = true;
}
