using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>Sends <c>file.br</c> or <c>file.gz</c> for <c>file</c> where accepted.</summary>
internal sealed class PrecompressedFiles(IFileProvider files)
{
    private static readonly (string Coding, string Extension)[] Codings =
        [("br", ".br"), ("gzip", ".gz")];

    /// <summary>Types by the name without the coding's extension.</summary>
    public IContentTypeProvider ContentTypes { get; } = new InnerContentTypes();

    public Task ChooseAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value ?? "";
        var method = context.Request.Method;
        var isRead = HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
        if (!isRead || !Path.HasExtension(path))
            return next(context);

        foreach (var (coding, extension) in Codings)
        {
            if (!Accepts(context, coding) || !files.GetFileInfo(path + extension).Exists)
                continue;
            context.Request.Path = path + extension;
            context.Items[typeof(PrecompressedFiles)] = coding;
            break;
        }
        return next(context);
    }

    public static void Label(HttpContext context)
    {
        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        if (context.Items[typeof(PrecompressedFiles)] is string coding)
            context.Response.Headers.ContentEncoding = coding;
    }

    private static bool Accepts(HttpContext context, string coding) =>
        context.Request.GetTypedHeaders().AcceptEncoding
            .Any(offer => offer.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)
                && offer.Quality is null or > 0);

    private sealed class InnerContentTypes : IContentTypeProvider
    {
        private readonly FileExtensionContentTypeProvider plain = new();

        public InnerContentTypes() =>
            plain.Mappings[".webmanifest"] = "application/manifest+json";

        public bool TryGetContentType(string subpath, out string contentType)
        {
            var coding = Codings.FirstOrDefault(
                entry => subpath.EndsWith(entry.Extension, StringComparison.Ordinal));
            var name = coding.Extension is null ? subpath : subpath[..^coding.Extension.Length];
            return plain.TryGetContentType(name, out contentType!);
        }
    }
}
