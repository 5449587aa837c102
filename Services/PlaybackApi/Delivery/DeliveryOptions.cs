using System.ComponentModel.DataAnnotations;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>Section <c>Delivery</c>: how media reach the listener.</summary>
public sealed class DeliveryOptions
{
    public const string Section = "Delivery";

    /// <summary>
    /// Where the object store or a CDN in front of it serves the objects by their keys, for
    /// example <c>https://media.example.org/</c>. Players then load all audio from there. Empty:
    /// this service delivers.
    /// </summary>
    public Uri? PublicBaseUrl { get; init; }

    /// <summary>
    /// Sends players to presigned URLs of the object store for segments, where it has such. Off by
    /// default: Apple's rules for HLS advise against redirects.
    /// </summary>
    public bool RedirectSegments { get; init; }

    /// <summary>How long a presigned URL works; players may remember it for half of that.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan RedirectLifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Memory for compressed playlists, in bytes.</summary>
    [Range(0, long.MaxValue)]
    public long TextCacheBytes { get; init; } = 32 << 20;

    /// <summary>Memory for segments that are asked for again and again, in bytes.</summary>
    [Range(0, long.MaxValue)]
    public long SegmentCacheBytes { get; init; } = 128 << 20;
}
