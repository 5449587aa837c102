using AudioStreaming.Contracts;
using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.ServiceDefaults.Problems;
using AudioStreaming.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary><c>GET /download/{track_id}</c></summary>
internal static class GetDownload
{
    /// <param name="trackId">The track.</param>
    public static async Task<Results<Ok<DownloadResponse>, ProblemHttpResult>> HandleAsync(
        TrackId trackId, NpgsqlDataSource database, IObjectStore store,
        DownloadSignature signature, IOptions<DownloadOptions> options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (await DownloadSource.FindAsync(database, trackId, cancellationToken) is not { } source)
            return NoSuchTrack.Result();
        var lifetime = options.Value.UrlLifetime;
        var presigned = store.CreateReadUrl(
            source.OriginalKey, lifetime, Disposition(source.OriginalFilename));
        if (presigned is not null) return Ok(trackId, source, presigned.AbsoluteUri);

        var expires = (time.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var signed = await signature.SignAsync(trackId, expires, cancellationToken);
        return Ok(
            trackId, source, $"/download/{trackId}/file?expires={expires}&signature={signed}");
    }

    private static Ok<DownloadResponse> Ok(TrackId track, DownloadSource source, string url) =>
        TypedResults.Ok(new DownloadResponse(track, source.OriginalFilename, url));

    /// <summary>With the name in UTF-8 and, for old clients, as ASCII goes.</summary>
    private static string Disposition(string fileName)
    {
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(fileName);
        return disposition.ToString();
    }
}

/// <summary>Where to get the uploaded file.</summary>
/// <param name="TrackId">The track.</param>
/// <param name="OriginalFilename">The name it will be saved under.</param>
/// <param name="DownloadUrl">Works for a limited time; absolute, or a path on this origin.</param>
public sealed record DownloadResponse(
    TrackId TrackId, string OriginalFilename, string DownloadUrl)
{
    internal const string Example =
        """
        {
          "track_id": "01a20396-5778-7cb5-9195-be777efbe37d",
          "original_filename": "theme.flac",
          "download_url":
          "/download/01a20396-5778-7cb5-9195-be777efbe37d/file?expires=1795357431&signature=Ja4"
        }
        """;
}
