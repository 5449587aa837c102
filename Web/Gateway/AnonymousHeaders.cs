using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// Lets only headers through that a service needs. What could tell one visitor from another
/// (address, user agent, referrer, cookie, client hints, languages) never reaches a service.
/// </summary>
internal static class AnonymousHeaders
{
    private static readonly string[] Needed =
    [
        "Accept", "Accept-Encoding", "Access-Control-Request-Headers",
        "Access-Control-Request-Method", "Authorization", "Cache-Control", "Content-Encoding",
        "Content-Length", "Content-Range", "Content-Type", "Expect", "If-Match",
        "If-Modified-Since", "If-None-Match", "If-Range", "If-Unmodified-Since", "Last-Event-ID",
        "Origin", "Range",
        "Transfer-Encoding",
    ];

    public static void Apply(TransformBuilderContext context)
    {
        context.AddRequestHeadersAllowed(Needed);
        context.AddXForwarded(ForwardedTransformActions.Off);
        context.AddXForwardedHost(action: ForwardedTransformActions.Set);
        context.AddXForwardedProto(action: ForwardedTransformActions.Set);
        context.AddResponseHeaderRemove("Set-Cookie", ResponseCondition.Always);
        context.AddResponseHeaderRemove("Server", ResponseCondition.Always);
    }
}
