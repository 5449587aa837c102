using AudioStreaming.Contracts;
using AudioStreaming.Web.RateLimits;
using Yarp.ReverseProxy.Transforms;

namespace AudioStreaming.Web.Gateway;

/// <summary>
/// Tells the Core API which uploads come from one sender, by a passing number, so that one's many
/// files do not keep another's only one waiting. Where the sender is unknown, nothing is told.
/// </summary>
internal sealed class UploadLanes(ClientAddresses clients, AddressKeys keys) : RequestTransform
{
    public override ValueTask ApplyAsync(RequestTransformContext context)
    {
        var request = context.HttpContext;
        if (RequestLimits.IsUpload(request.Request) && clients.Find(request) is { } address)
            context.ProxyRequest.Headers.Add(
                UploadLane.Header, UploadLane.Format(keys.LaneOf(address)));
        return ValueTask.CompletedTask;
    }
}
