using System.Text.Json.Serialization;

namespace AudioStreaming.Web.Pages;

/// <summary>What a link preview shows of a track; a part of CoreApi's answer.</summary>
internal sealed record TrackPreview(
    [property: JsonPropertyName("track_id")] Guid Id,
    [property: JsonPropertyName("artist")] string Artist,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("duration_ms")] long? DurationMs,
    [property: JsonPropertyName("artwork_url")] string? ArtworkUrl);
