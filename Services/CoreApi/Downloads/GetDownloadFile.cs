using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Audio;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary><c>GET /download/{track_id}/file</c>: what a signed URL leads to.</summary>
internal static class GetDownloadFile
{
    public static async Task<Results<PhysicalFileHttpResult, ProblemHttpResult>> HandleAsync(
        TrackId trackId, long expires, string signature, NpgsqlDataSource database,
        IObjectStore store, DownloadSignature signatures, TimeProvider time,
        HttpResponse response, CancellationToken cancellationToken)
    {
        if (!await signatures.VerifyAsync(trackId, expires, signature, cancellationToken))
            return ProblemKinds.Forbidden.Result("the URL is not one that was given out here");
        if (time.GetUtcNow().ToUnixTimeSeconds() > expires)
            return ProblemKinds.Forbidden.Result(
                $"the URL has expired; ask /download/{trackId} for a new one");
        if (await DownloadSource.FindAsync(database, trackId, cancellationToken) is not { } source)
            return ProblemKinds.NotFound.Result("there is no such track");
        await using var content = await store.OpenAsync(
            source.OriginalKey, range: null, cancellationToken);
        if (content?.LocalPath is not { } path)
            return ProblemKinds.NotFound.Result("the file is not here");

        response.Headers.CacheControl = "private, no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.PhysicalFile(
            path, AudioFormats.ContentType(source.OriginalFormat), source.OriginalFilename,
            content.Info.LastModified, new EntityTagHeaderValue(content.Info.ETag),
            enableRangeProcessing: true);
    }
}
