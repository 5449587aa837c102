using AudioStreaming.ServiceDefaults.OpenApi;
using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.CoreApi.Downloads;

/// <summary>Downloads of what was uploaded, by URLs that end.</summary>
internal static class DownloadsSetup
{
    public static IHostApplicationBuilder AddDownloads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<DownloadOptions>()
            .BindConfiguration(DownloadOptions.Section)
            .Validate(
                options => options.UrlLifetime > TimeSpan.Zero
                    && options.UrlLifetime <= TimeSpan.FromDays(7),
                "Downloads:UrlLifetime must be more than 0 and at most 7 days")
            .ValidateOnStart();
        builder.Services.AddSingleton<DownloadSignature>();
        return builder;
    }

    public static void MapDownloads(this IEndpointRouteBuilder endpoints)
    {
        var download = endpoints.MapGroup("/download/{trackId}")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .WithProblem(ProblemKinds.NotFound, "there is no such track")
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
