using AudioStreaming.ServiceDefaults.OpenApi;

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
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        download.MapGet("", GetDownload.HandleAsync)
            .WithName("getDownload")
            .WithSummary("Get a URL of the uploaded file, for a limited time")
            .WithExample(StatusCodes.Status200OK, DownloadResponse.Example);
        download.MapGet("/file", GetDownloadFile.HandleAsync)
            .WithName("getDownloadFile")
            .WithSummary("Download by such a URL; ranges are supported")
            .Produces<IFormFile>(StatusCodes.Status200OK, "audio/mpeg", "audio/flac", "audio/wav")
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }
}
