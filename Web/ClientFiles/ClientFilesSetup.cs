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

    /// <summary>Files and pages of the client; other paths are 404, for people with a page.</summary>
    public static void MapClientFiles(this WebApplication app)
    {
        app.Services.GetRequiredService<IndexPage>().ReportIfNotBuilt();
        app.MapStaticAssets().Add(AddHeaders);
        foreach (var path in ClientPaths.Pages)
            app.MapMethods(path, ["GET", "HEAD"], (HttpContext context, IndexPage page) =>
                page.WriteAsync(context, StatusCodes.Status200OK, head: ""));
        app.MapFallback(NotFoundAsync);
    }

    private static void AddHeaders(EndpointBuilder file)
    {
        var send = file.RequestDelegate!;
        var asset = file.Metadata.OfType<StaticAssetDescriptor>().Single();
        var length = asset.ResponseHeaders.Single(header => header.Name == "Content-Length").Value;
        file.RequestDelegate = context =>
        {
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                if (asset.Route.StartsWith("assets/", StringComparison.Ordinal))
                    headers.CacheControl = Immutable;
                if (HttpMethods.IsHead(context.Request.Method))
                    headers[HeaderNames.ContentLength] = length;
                headers["Cross-Origin-Resource-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return send(context);
        };
    }

    private static async Task NotFoundAsync(HttpContext context, IndexPage page)
    {
        if (context.Request.Headers.Accept.ToString().Contains("text/html"))
            await page.WriteAsync(context, StatusCodes.Status404NotFound, head: "");
        else
            await TypedResults.Problem(
                statusCode: StatusCodes.Status404NotFound,
                title: "Not found",
                detail: "There is nothing at this address.",
                extensions: new Dictionary<string, object?>
                {
                    ["error"] = "not_found",
                    ["message"] = "There is nothing at this address.",
                }).ExecuteAsync(context);
    }
}
