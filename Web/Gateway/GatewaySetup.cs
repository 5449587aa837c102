using System.Diagnostics;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Yarp.ReverseProxy.Forwarder;

namespace AudioStreaming.Web.Gateway;

/// <summary>One origin for every service.</summary>
internal static class GatewaySetup
{
    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton(
            services => services.GetRequiredService<IOptions<GatewayOptions>>().Value);
        builder.Services.AddSingleton<IForwarderHttpClientFactory, PatientClientFactory>();
        builder.Services.AddSingleton<DistributedContextPropagator, TraceBoundary>();
        // YARP asks for keys for its session affinity, which is not used: none are kept.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddReverseProxy()
            .LoadFromMemory(GatewayRoutes.All, GatewayClusters.From(builder.Configuration))
            .AddTransforms(AnonymousHeaders.Apply);
    }

    public static void MapGateway(this WebApplication app) =>
        app.MapReverseProxy(proxy =>
        {
            proxy.Use(UnavailableProblem.WriteAsync);
            proxy.UseLoadBalancing();
            proxy.UsePassiveHealthChecks();
        });
}
