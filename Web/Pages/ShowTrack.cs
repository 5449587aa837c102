using AudioStreaming.Web.ClientFiles;

namespace AudioStreaming.Web.Pages;

/// <summary><c>GET /t/{id}</c>: the client, with a head that link previews understand.</summary>
internal static class ShowTrack
{
    public static async Task HandleAsync(
        HttpContext context,
        string id,
        IndexPage page,
        TrackPreviews previews,
        PageOptions options,
        CancellationToken cancellation)
    {
        TrackPreview? preview = null;
        try
        {
            if (Guid.TryParse(id, out var track))
                preview = await previews.FindAsync(track, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            // The page itself asks again, and says what is wrong; only the preview is missing.
            await page.WriteAsync(context, StatusCodes.Status200OK);
            return;
        }

        if (preview is null)
            await page.WriteAsync(context, StatusCodes.Status404NotFound);
        else
            await page.WriteAsync(
                context, StatusCodes.Status200OK,
                TrackHead.Render(preview, options.OriginOf(context.Request)));
    }
}
