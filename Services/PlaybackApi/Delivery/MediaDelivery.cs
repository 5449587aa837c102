using AudioStreaming.Contracts;
using AudioStreaming.PlaybackApi.Tracks;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.PlaybackApi.Delivery;

/// <summary>
/// Delivers what a player loads. The version is part of the path and a version's files never
/// change, so that everything may be kept for ever, but for playlists that still grow.
/// </summary>
internal sealed class MediaDelivery(
    TrackDirectory tracks, IObjectStore store, MediaTexts texts, MediaFiles files,
    IOptions<DeliveryOptions> options)
{
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string Revalidated = "no-cache";

    /// <param name="context">The request's.</param>
    /// <param name="text">The track, as the request has it.</param>
    /// <param name="folder">Where such files of a track lie.</param>
    /// <param name="name">The file's, as the request has it.</param>
    public async Task<IResult> ServeAsync(
        HttpContext context, string text, Func<TrackId, string> folder, string name)
    {
        if (!TrackId.TryParse(text, null, out var id)
            || MediaFile.Find(folder(id), name) is not { } file
            || await tracks.FindAsync(id) is not { } track)
            return NotFound(context);

        var isFinal = track.IsReady || file.Kind is not MediaKind.Playlist;
        context.Response.Headers.CacheControl = isFinal ? Immutable : Revalidated;
        var result = file.Kind is MediaKind.Segment
            ? await BytesAsync(file, context.Request)
            : await TextAsync(file, isFinal, context);
        return result ?? NotFound(context);
    }

    private async Task<IResult?> TextAsync(MediaFile file, bool isFinal, HttpContext context)
    {
        var text = await texts.FindAsync(file.Key, isFinal, context.RequestAborted);
        if (text is null) return null;
        var (bytes, encoding, tag) = text.For(context.Request.Headers.AcceptEncoding);
        context.Response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null) context.Response.Headers.ContentEncoding = encoding;
        return TypedResults.Bytes(bytes, file.ContentType, entityTag: tag);
    }

    private async Task<IResult?> BytesAsync(MediaFile file, HttpRequest request)
    {
        if (Redirect(file, request.HttpContext.Response) is { } redirect) return redirect;
        if (await files.FindAsync(file.Key, request.HttpContext.RequestAborted)
            is not { } found) return null;
        var (modified, tag) = (found.Info.LastModified, new EntityTagHeaderValue(found.Info.ETag));
        return found switch
        {
            { Content: { } content } when WholeFile.Answers(request) =>
                new WholeFile(found.Info, file.ContentType, content),
            { Content: { } content } => TypedResults.Bytes(
                content, file.ContentType, null, true, modified, tag),
            { Path: { } path } => TypedResults.PhysicalFile(
                path, file.ContentType, null, modified, tag, true),
            _ => TypedResults.Stream(
                new ObjectStream(store, found.Info), file.ContentType, null, modified, tag, true),
        };
    }

    private RedirectHttpResult? Redirect(MediaFile file, HttpResponse response)
    {
        var lifetime = options.Value.RedirectLifetime;
        if (!options.Value.RedirectSegments
            || store.CreateReadUrl(file.Key, lifetime, null) is not { } url)
            return null;
        // Whoever remembers it for the whole time it may must still find the URL at work.
        response.Headers.CacheControl = $"public, max-age={(int)(lifetime / 2).TotalSeconds}";
        return TypedResults.Redirect(url.AbsoluteUri);
    }

    private static ProblemHttpResult NotFound(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return ProblemKinds.NotFound.Result("There is no such file.");
    }
}
