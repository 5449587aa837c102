using AudioStreaming.Web.ClientFiles;

namespace AudioStreaming.Web.Pages;

/// <summary><c>GET /t/{id}</c>: the client, with a head that link previews understand.</summary>
internal static class TrackPage
{
    public static async Task HandleAsync(
        HttpContext context,
        string id,
        IndexPage page,
        TrackPreviews previews,
        PageOptions options,
        CancellationToken cancellation)
    {
        if (!Guid.TryParse(id, out var track))
        {
            await page.WriteAsync(context, StatusCodes.Status404NotFound, head: "");
            return;
        }

        try
        {
            var preview = await previews.FindAsync(track, cancellation);
            if (preview is null)
            {
                await page.WriteAsync(context, StatusCodes.Status404NotFound, head: "");
                return;
            }
            var head = TrackHead.Render(preview, options.OriginOf(context.Request));
            await page.WriteAsync(context, StatusCodes.Status200OK, head);
        }
        catch (Exception failure) when (failure is HttpRequestException
            || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            // The page itself asks again, and says what is wrong; only the preview is missing.
            await page.WriteAsync(context, StatusCodes.Status200OK, head: "");
        }
    }
}
