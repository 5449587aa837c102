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
        var download = endpoints.MapGroup("/download/{trackId}");
        download.MapGet("", GetDownload.HandleAsync).WithName("getDownload");
        download.MapGet("/file", GetDownloadFile.HandleAsync).WithName("getDownloadFile");
    }
}
