using System.Globalization;
using System.Threading.RateLimiting;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Web.RateLimits;

internal static class RateLimitsSetup
{
    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<RateLimitOptions>()
            .BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services
            .AddSingleton(services =>
                services.GetRequiredService<IOptions<RateLimitOptions>>().Value)
            .AddSingleton<AddressKeys>()
            .AddSingleton<ClientAddresses>()
            .AddSingleton<RequestLimits>()
            .AddRateLimiter(options => options.OnRejected = RefuseAsync);
        builder.Services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>(
            (options, limits) => options.GlobalLimiter = limits.Limiter);
    }

    public static void UseRateLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<RateLimitOptions>().Enabled) app.UseRateLimiter();
    }

    private static async ValueTask RefuseAsync(
        OnRejectedContext refused, CancellationToken cancellationToken)
    {
        var pause = refused.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known)
            ? known
            : TimeSpan.Zero;
        var seconds = Math.Max(1, (int)Math.Ceiling(pause.TotalSeconds));
        var headers = refused.HttpContext.Response.Headers;
        headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        headers.CacheControl = "no-store";
        await ProblemKinds.TooManyRequests
            .Result($"Too many requests from your network. Try again in {seconds} s.")
            .ExecuteAsync(refused.HttpContext);
    }
}
