using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace AudioStreaming.Web.Pages;

/// <summary><c>GET /oembed</c>: the player of a track page (oembed.com, 1.0).</summary>
internal static class GetOembed
{
    private const int Height = 152;
    private const int DefaultWidth = 480;
    private const int SmallestWidth = 240;

    public static async Task<
        Results<JsonHttpResult<Answer>, NotFound, StatusCodeHttpResult>> HandleAsync(
        HttpRequest request,
        TrackPreviews previews,
        PageOptions options,
        CancellationToken cancellation,
        string url = "",
        string format = "json",
        int maxwidth = DefaultWidth)
    {
        if (format != "json")
            return TypedResults.StatusCode(StatusCodes.Status501NotImplemented);
        var origin = options.OriginOf(request);
        if (!TryReadTrack(url, origin, out var id)
            || await previews.FindAsync(id, cancellation) is not { } track)
            return TypedResults.NotFound();
        var width = Math.Clamp(maxwidth, SmallestWidth, DefaultWidth);
        return TypedResults.Json(
            new Answer(
                "1.0", "rich", track.Title, track.Artist, "AudioStreaming", origin,
                Frame(track, origin, width), width, Height),
            contentType: MediaTypeNames.Application.Json);
    }

    private static string Frame(TrackPreview track, string origin, int width) =>
        $"<iframe src=\"{Encode($"{origin}/embed/{track.Id}")}\" width=\"{width}\" "
        + $"height=\"{Height}\" frameborder=\"0\" loading=\"lazy\" allow=\"autoplay\" "
        + $"title=\"{Encode($"{track.Title}, {track.Artist}")}\"></iframe>";

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    private static bool TryReadTrack(string url, string origin, out Guid id)
    {
        id = Guid.Empty;
        return Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.GetLeftPart(UriPartial.Authority)
                .Equals(origin, StringComparison.OrdinalIgnoreCase)
            && address.AbsolutePath.StartsWith("/t/", StringComparison.Ordinal)
            && Guid.TryParse(address.AbsolutePath.AsSpan(3), out id);
    }

    internal sealed record Answer(
        [property: JsonPropertyName("version")] string Version,
        [property: JsonPropertyName("type")] string Type,
        [property: JsonPropertyName("title")] string Title,
        [property: JsonPropertyName("author_name")] string AuthorName,
        [property: JsonPropertyName("provider_name")] string ProviderName,
        [property: JsonPropertyName("provider_url")] string ProviderUrl,
        [property: JsonPropertyName("html")] string Html,
        [property: JsonPropertyName("width")] int Width,
        [property: JsonPropertyName("height")] int Height);
}
