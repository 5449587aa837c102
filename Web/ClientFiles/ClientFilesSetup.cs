using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>The built client application.</summary>
internal static class ClientFilesSetup
{
    private const string Immutable = "public, max-age=31536000, immutable";

    public static void AddClientFiles(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ClientFileOptions>()
            .BindConfiguration(ClientFileOptions.Section);
        builder.Services.AddSingleton<ClientDirectory>();
        builder.Services.AddSingleton<IndexPage>();
    }

    public static void UseClientFiles(this WebApplication app)
    {
        var directory = app.Services.GetRequiredService<ClientDirectory>();
        directory.ReportIfNotBuilt();
        var precompressed = new PrecompressedFiles(directory.Files);
        app.Use(precompressed.ChooseAsync);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = directory.Files,
            ContentTypeProvider = precompressed.ContentTypes,
            OnPrepareResponse = file =>
            {
                var isHashed = file.Context.Request.Path.StartsWithSegments("/assets");
                file.Context.Response.Headers.CacheControl = isHashed ? Immutable : "no-cache";
                file.Context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
                PrecompressedFiles.Label(file.Context);
            },
        });
    }

    /// <summary>Pages of the client; any other path is 404, for people with a page.</summary>
    public static void MapClientPages(this WebApplication app)
    {
        foreach (var path in ClientPaths.Pages)
            app.MapMethods(path, ["GET", "HEAD"], (HttpContext context, IndexPage page) =>
                page.WriteAsync(context, StatusCodes.Status200OK, head: ""));
        app.MapFallback(NotFoundAsync);
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
