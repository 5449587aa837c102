using System.Text;
using Microsoft.Extensions.FileProviders;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>The one HTML page of the client, with room for metadata in its head.</summary>
internal sealed partial class IndexPage(
    IWebHostEnvironment environment, ILogger<IndexPage> logger)
{
    private const string FileName = "index.html";
    private const string HeadMark = "<!--head-->";
    private const string NotBuilt =
        "The client application has not been built. Run 'npm ci && npm run build' in "
        + "Web/ClientApp, then build and start again.";

    private (DateTimeOffset Changed, string Text)? _cached;

    public void ReportIfNotBuilt()
    {
        if (!environment.WebRootFileProvider.GetFileInfo(FileName).Exists) LogNotBuilt();
    }

    /// <param name="context">The request to answer.</param>
    /// <param name="status">The answer's status code.</param>
    /// <param name="head">Encoded HTML that is put into the head.</param>
    public async Task WriteAsync(HttpContext context, int status, string head = "")
    {
        var text = await ReadAsync(context.RequestAborted);
        var isBuilt = text is not null;
        context.Response.StatusCode = isBuilt ? status : StatusCodes.Status503ServiceUnavailable;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.ContentType = $"text/{(isBuilt ? "html" : "plain")}; charset=utf-8";
        var body = text?.Replace(HeadMark, head, StringComparison.Ordinal) ?? NotBuilt;
        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    private async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var file = environment.WebRootFileProvider.GetFileInfo(FileName);
        if (!file.Exists)
            return null;
        if (_cached is { } known && known.Changed == file.LastModified)
            return known.Text;
        using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellation);
        _cached = (file.LastModified, text);
        return text;
    }
}
