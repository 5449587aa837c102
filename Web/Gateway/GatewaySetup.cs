using System.Diagnostics;
using AudioStreaming.ServiceDefaults.Options;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;

namespace AudioStreaming.Web.Gateway;

/// <summary>One origin for every service.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<GatewayOptions>(GatewayOptions.Section)
            .Range(o => o.ConnectPatience, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, RequiredAddresses>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, PatientClientFactory>();
        builder.Services.AddSingleton<DistributedContextPropagator, TraceBoundary>();
        builder.Services.AddSingleton<UploadLanes>();
        builder.Services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new PassingKeys();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        // A failure that follows no success in this time, so one of patience, tells enough.
        builder.Services.Configure<TransportFailureRateHealthPolicyOptions>(policy =>
            (policy.DetectionWindowSize, policy.MinimalTotalCountThreshold) =
                (TimeSpan.FromSeconds(4), 1));
        builder.Services.AddReverseProxy()
            .LoadFromMemory(GatewayRoutes.All, GatewayClusters.All)
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(AnonymousHeaders.Apply)
            .AddTransforms(context => context.RequestTransforms.Add(
                context.Services.GetRequiredService<UploadLanes>()));
    }

    public static void MapGateway(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(ForwardProblem.WriteAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
}
