using AudioStreaming.Contracts;
using AudioStreaming.Audio;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary><c>GET /download/{track_id}/file</c>: what a signed URL leads to.</summary>
internal static class GetDownloadFile
{
    public const string Forged = "the URL is not one that was given out here";

    /// <param name="trackId">The track.</param>
    /// <param name="expires">Until when the URL works, in seconds of Unix time.</param>
    /// <param name="signature">Proves that the URL was given out.</param>
    public static async Task<IResult> HandleAsync(
        TrackId trackId, long expires, string signature, NpgsqlDataSource database,
        IObjectStore store, DownloadSignature signatures, TimeProvider time,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (!await signatures.VerifyAsync(trackId, expires, signature, cancellationToken))
            return ProblemKinds.Forbidden.Result(Forged);
        if (time.GetUtcNow().ToUnixTimeSeconds() > expires)
            return ProblemKinds.Forbidden.Result(
                $"the URL has expired; ask /download/{trackId} for a new one");
        if (await DownloadSource.FindAsync(database, trackId, cancellationToken) is not { } source)
            return NoSuchTrack.Result();
        await using var content = await store.OpenAsync(
            source.OriginalKey, new ByteRange(0, 1), cancellationToken);
        if (content is null) return ProblemKinds.NotFound.Result("the file is not here");

        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return Send(content, source, store);
    }

    private static IResult Send(ObjectContent content, DownloadSource source, IObjectStore store)
    {
        var type = AudioFormats.ContentType(source.OriginalFormat);
        var (name, modified) = (source.OriginalFilename, content.Info.LastModified);
        var tag = new EntityTagHeaderValue(content.Info.ETag);
        return content.LocalPath is { } path
            ? TypedResults.PhysicalFile(path, type, name, modified, tag, true)
            : TypedResults.Stream(
                new ObjectStream(store, content.Info), type, name, modified, tag, true);
    }
}
