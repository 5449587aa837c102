using AudioStreaming.CoreApi.Catalog;
using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary>Downloads of what was uploaded, by URLs that end.</summary>
internal static class DownloadsSetup
{
    public static void AddDownloads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<DownloadOptions>(DownloadOptions.Section)
            .Validate(
                downloads => downloads.UrlLifetime > TimeSpan.Zero
                    && downloads.UrlLifetime <= TimeSpan.FromDays(7),
                "Downloads:UrlLifetime must be longer than zero and at most 7 days, such as "
                + "00:15:00");
        builder.Services.AddSingleton<DownloadSignature>();
    }

    public static void MapDownloads(this IEndpointRouteBuilder endpoints)
    {
        var download = endpoints.MapGroup("/download/{trackId}")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithProblem(ProblemKinds.NotFound, NoSuchTrack.Message)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        download.MapGet("", GetDownload.HandleAsync)
            .WithName("getDownload")
            .WithSummary("Get a URL of the uploaded file, for a limited time")
            .WithDescription(
                "The URL leads to the object store where it gives out such URLs, else to this "
                + "service. Whoever has it can download until it ends.")
            .WithExample(StatusCodes.Status200OK, DownloadResponse.Example);
        download.MapGet("/file", GetDownloadFile.HandleAsync)
            .WithName("getDownloadFile")
            .WithSummary("Download by such a URL")
            .WithDescription(
                "The file as it was uploaded, under its name. Ranges, If-Range and If-None-Match "
                + "are supported.")
            .Produces<Stream>(StatusCodes.Status200OK, "audio/mpeg", "audio/flac", "audio/wav")
            .Produces<Stream>(
                StatusCodes.Status206PartialContent, "audio/mpeg", "audio/flac", "audio/wav")
            .WithProblem(ProblemKinds.Forbidden, GetDownloadFile.Forged);
    }
}
