using System.Diagnostics;
using AudioStreaming.ServiceDefaults.Options;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace AudioStreaming.Web.Gateway;

/// <summary>One origin for every service.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        builder.Services.AddValidatedOptions<GatewayOptions>(GatewayOptions.Section)
            .Validate(
                gateway => gateway.ConnectPatience >= TimeSpan.Zero
                    && gateway.ConnectPatience <= TimeSpan.FromMinutes(1),
                "Gateway:ConnectPatience must be between 00:00:00 and 00:01:00.");
        builder.Services.AddSingleton<IValidateOptions<GatewayOptions>, RequiredAddresses>();
        builder.Services.AddSingleton<IForwarderHttpClientFactory, PatientClientFactory>();
        builder.Services.AddSingleton<DistributedContextPropagator, TraceBoundary>();
        builder.Services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new PassingKeys();
            options.XmlEncryptor = new NullXmlEncryptor();
        });
        builder.Services.AddReverseProxy()
            .LoadFromMemory(GatewayRoutes.All, GatewayClusters.All)
            .AddServiceDiscoveryDestinationResolver()
            .AddTransforms(AnonymousHeaders.Apply);
    }

    public static void MapGateway(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(ForwardProblem.WriteAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
}
