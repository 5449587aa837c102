using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace AudioStreaming.ServiceDefaults.Health;

/// <summary><c>/health</c>: ready to serve. <c>/alive</c>: the process answers.</summary>
internal static class HealthSetup
{
    private const string LiveTag = "live";

    /// <summary>Longer than any check gives what it asks.</summary>
    private static readonly RequestTimeoutPolicy Limit = new()
    {
        Timeout = TimeSpan.FromSeconds(10),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => WriteAsync(context, HealthStatus.Unhealthy),
    };

    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOutputCache();
        builder.Services.AddRequestTimeouts();
        builder.Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [LiveTag]);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health", Answer(_ => true))
            .CacheOutput(
                policy => policy.AddPolicy<HealthCachePolicy>(), excludeDefaultPolicy: true)
            .WithRequestTimeout(Limit)
            .Add(endpoint => endpoint.RequestDelegate = Guarded(app, endpoint.RequestDelegate!));
        app.MapHealthChecks("/alive", Answer(check => check.Tags.Contains(LiveTag)));
    }

    /// <summary>
    /// Behind whatever else the service has in its pipeline, so that a kept answer goes through
    /// all of that as well.
    /// </summary>
    private static RequestDelegate Guarded(WebApplication app, RequestDelegate check)
    {
        var pipeline = new ApplicationBuilder(app.Services);
        pipeline.UseOutputCache();
        pipeline.UseRequestTimeouts();
        pipeline.Run(check);
        return pipeline.Build();
    }

    private static HealthCheckOptions Answer(Func<HealthCheckRegistration, bool> predicate) => new()
    {
        Predicate = predicate,
        ResponseWriter = (context, report) => WriteAsync(context, report.Status),
    };

    /// <summary>One word: what fails, and why, is for the log and not for the public.</summary>
    private static Task WriteAsync(HttpContext context, HealthStatus status)
    {
        var word = status == HealthStatus.Unhealthy ? "unavailable" : "ok";
        context.Response.ContentType = "application/json; charset=utf-8";
        // When the limit has passed, the request's own token is cancelled.
        return context.Response.WriteAsync($$"""{"status":"{{word}}"}""", CancellationToken.None);
    }
}
