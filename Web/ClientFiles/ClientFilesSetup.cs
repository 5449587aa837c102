using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>The built client application.</summary>
internal static class ClientFilesSetup
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void AddClientFiles(this WebApplicationBuilder builder)
    {
        // A build leaves the files where they are; only in development this is the default.
        builder.WebHost.UseStaticWebAssets();
        // Compresses anew at each request what it takes for changed, and labels gzip as Brotli.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddSingleton<IndexPage>();
    }

    /// <summary>Files and pages of the client; all that nobody else has mapped is 404.</summary>
    public static void MapClientFiles(this WebApplication app)
    {
        app.Services.GetRequiredService<IndexPage>().ReportIfNotBuilt();
        app.MapStaticAssets().Add(AddHeaders);
        foreach (var path in ShowPage.Paths)
            app.MapMethods(path, ["GET", "HEAD"], ShowPage.HandleAsync);
        app.MapFallback(ShowNotFound.HandleAsync);
    }

    private static void AddHeaders(EndpointBuilder file)
    {
        var send = file.RequestDelegate!;
        var asset = file.Metadata.OfType<StaticAssetDescriptor>().Single();
        var length = asset.ResponseHeaders.Single(header => header.Name == "Content-Length").Value;
        // Vite puts a hash into these names.
        var isHashed = asset.Route.StartsWith("assets/", StringComparison.Ordinal);
        file.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.CacheControl = isHashed ? Immutable : "no-cache";
                if (HttpMethods.IsHead(context.Request.Method))
                    headers[HeaderNames.ContentLength] = length;
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return send(context);
        };
    }
}
