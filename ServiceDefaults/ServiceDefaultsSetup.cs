using AudioStreaming.ServiceDefaults.Passes;
using AudioStreaming.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults;

/// <summary>What every service has alike: telemetry, health, and calls to others.</summary>
public static class ServiceDefaultsSetup
{
    private const string LiveTag = "live";

    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<FaultPoints>();
        builder.Services.AddSingleton<DefaultsTelemetry>();
        builder.Services.AddSingleton<PassServices>();
        builder.Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);

        builder.AddServiceCalls();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary><c>/health</c>: ready to serve. <c>/alive</c>: the process answers.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync });
        app.MapHealthChecks(
            "/alive",
            new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(LiveTag),
                ResponseWriter = WriteAsync,
            });
        return app;
    }

    /// <summary>One word: what fails, and why, is for the log and not for the public.</summary>
    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(
            new { status = report.Status == HealthStatus.Unhealthy ? "unavailable" : "ok" });
}
