using System.Net;
using AudioStreaming.Web.Gateway;

namespace AudioStreaming.Web.Pages;

/// <summary>Asks CoreApi for what a preview shows.</summary>
internal sealed class TrackPreviews(HttpClient client, IConfiguration configuration)
{
    /// <returns>The track, or null where there is none.</returns>
    /// <exception cref="HttpRequestException">CoreApi did not answer.</exception>
    public async Task<TrackPreview?> FindAsync(Guid id, CancellationToken cancellation)
    {
        var address = new Uri(
            ServiceAddresses.Of(configuration, ServiceAddresses.CoreApi)[0], $"tracks/{id}");
        using var answer = await client.GetAsync(address, cancellation);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<TrackPreview>(cancellation);
    }
}
