using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace AudioStreaming.Web.Pages;

/// <summary>Open Graph and oEmbed metadata of one track, as HTML for the head.</summary>
internal static class TrackHead
{
    public static string Render(TrackPreview track, string origin)
    {
        var page = $"{origin}/t/{track.Id}";
        // On our own origin, or on a CDN.
        var image = new Uri(new Uri(origin), track.ArtworkUrl ?? "/icons/icon-512.png").AbsoluteUri;
        var html = new StringBuilder();
        Meta(html, "og:type", "music.song");
        Meta(html, "og:site_name", "AudioStreaming");
        Meta(html, "og:title", track.Title);
        var description = $"{track.Artist} on AudioStreaming. Listen without an account.";
        Meta(html, "og:description", description);
        Meta(html, "og:url", page);
        Meta(html, "og:image", image);
        Meta(html, "music:musician", track.Artist);
        if (track.DurationMs is { } duration)
            Meta(html, "music:duration", (duration / 1000).ToString(CultureInfo.InvariantCulture));
        Meta(html, "twitter:card", "summary");
        var discovery = $"{origin}/oembed?format=json&url={Uri.EscapeDataString(page)}";
        html.Append("<link rel=\"alternate\" type=\"application/json+oembed\" href=\"")
            .Append(Encode(discovery))
            .Append("\" title=\"")
            .Append(Encode(track.Title))
            .Append("\">");
        return html.ToString();
    }

    private static void Meta(StringBuilder html, string property, string content) =>
        html.Append("<meta property=\"").Append(property).Append("\" content=\"")
            .Append(Encode(content)).Append("\">");

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
