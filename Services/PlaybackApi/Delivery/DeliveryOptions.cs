namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Section <c>Delivery</c>: how this service sends media.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>
    /// Sends players to presigned URLs of the object store for segments, where it has such. Off by
    /// default: Apple's rules for HLS advise against redirects.
    /// </summary>
    public bool RedirectSegments { get; init; }

    /// <summary>How long a presigned URL works; players may remember it for half of that.</summary>
    public TimeSpan RedirectLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Memory for compressed playlists, in bytes.</summary>
    public long TextCacheBytes { get; init; } = 32 << 20;

    /// <summary>Memory for segments that are asked for again and again, in bytes.</summary>
    public long SegmentCacheBytes { get; init; } = 128 << 20;
}
