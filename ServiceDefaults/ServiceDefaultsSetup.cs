using AudioStreaming.ServiceDefaults.Health;
using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults;

/// <summary>What every service has alike: telemetry, health, and calls to others.</summary>
public static class ServiceDefaultsSetup
{
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.AddSingleton<DefaultsTelemetry>();
        builder.Services.AddSingleton<PassServices>();
        builder.AddHealth();
        builder.AddServiceCalls();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary><c>/health</c>: ready to serve. <c>/alive</c>: the process answers.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        return app;
    }
}
