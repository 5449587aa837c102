using System.Net;
using System.Net.Sockets;
using System.Text.Json.Serialization;
using Polly;

namespace AudioStreaming.Web.Pages;

/// <summary>Asks CoreApi for what a preview shows.</summary>
internal sealed class TrackPreviews(HttpClient client)
{
    /// <returns>The track, or null where there is none.</returns>
    /// <exception cref="HttpRequestException">CoreApi did not answer.</exception>
    public async Task<TrackPreview?> FindAsync(Guid id, CancellationToken cancellation)
    {
        using var answer = await AskAsync(id, cancellation);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<TrackPreview>(cancellation);
    }

    private async Task<HttpResponseMessage> AskAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await client.GetAsync(new Uri($"/tracks/{id}", UriKind.Relative), cancellation);
        }
        catch (Exception failure) when (failure is ExecutionRejectedException or SocketException)
        {
            // Its last attempt took too long, the circuit is open, or it died while connecting.
            throw new HttpRequestException("CoreApi did not answer.", failure);
        }
    }
}

/// <summary>What a link preview shows of a track; a part of CoreApi's answer.</summary>
internal sealed record TrackPreview(
    [property: JsonPropertyName("track_id")] Guid Id,
    [property: JsonPropertyName("artist")] string Artist,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("duration_ms")] long? DurationMs,
    [property: JsonPropertyName("artwork_url")] string? ArtworkUrl);
