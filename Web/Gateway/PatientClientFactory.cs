using Yarp.ReverseProxy.Forwarder;

namespace AudioStreaming.Web.Gateway;

/// <summary>Gives the proxy connections that survive the restart of a service.</summary>
internal sealed class PatientClientFactory(TimeProvider time, GatewayOptions options)
    : ForwarderHttpClientFactory
{
    private readonly PatientConnector _connector = new(time, options.ConnectPatience);

    protected override void ConfigureHandler(
        ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = options.ConnectPatience + TimeSpan.FromSeconds(1);
        handler.ConnectCallback = _connector.ConnectAsync;
    }
}
