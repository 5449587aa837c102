namespace AudioStreaming.Web.Security;

/// <summary>What a browser may do with our pages.</summary>
internal sealed class SecurityHeaders(SecurityOptions options)
{
    private const string Permissions =
        "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), "
        + "microphone=(), midi=(), payment=(), usb=()";

    private readonly string _pagePolicy = Policy(options, frameAncestors: "'none'");
    private readonly string _embedPolicy = Policy(options, frameAncestors: "*");

    public void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        var isEmbed = context.Request.Path.StartsWithSegments("/embed");
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        if (!headers.ContainsKey("Content-Security-Policy"))
            headers.ContentSecurityPolicy = isEmbed ? _embedPolicy : _pagePolicy;
        if (isEmbed)
            return;
        headers.XFrameOptions = "DENY";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private static string Policy(SecurityOptions options, string frameAncestors)
    {
        var media = string.Concat(options.MediaOrigins.Select(origin => ' ' + origin.TrimEnd('/')));
        return string.Join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            $"img-src 'self' data:{media}",
            $"media-src 'self' blob:{media}",
            $"connect-src 'self'{media}",
            "font-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            $"frame-ancestors {frameAncestors}");
    }
}
