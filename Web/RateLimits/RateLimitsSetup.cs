using System.Globalization;
using System.Threading.RateLimiting;
using AudioStreaming.ServiceDefaults.Options;
using AudioStreaming.ServiceDefaults.Problems;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace AudioStreaming.Web.RateLimits;

internal static class RateLimitsSetup
{
    private const int Most = 1_000_000;

    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        AddOptions(builder.Services);
        builder.Services
            .AddSingleton<AddressKeys>()
            .AddSingleton<ClientAddresses>()
            .AddSingleton<RequestLimits>()
            .AddRateLimiter(options => options.OnRejected = RefuseAsync);
        builder.Services.AddOptions<RateLimiterOptions>().Configure<RequestLimits>(
            (options, limits) => options.GlobalLimiter = limits.Limiter);
        // It logs the addresses that it does not take.
        builder.Logging.AddFilter(typeof(ForwardedHeadersMiddleware).FullName, LogLevel.None);
    }

    public static void UseRateLimits(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<RateLimitOptions>().Enabled) return;
        app.Services.GetRequiredService<ClientAddresses>().UseForwarded(app);
        app.UseRateLimiter();
    }

    private static void AddOptions(IServiceCollection services)
    {
        services.AddValidatedOptions<RateLimitOptions>(RateLimitOptions.Section)
            .Range(limits => limits.RequestsPerMinute, 1, Most)
            .Range(limits => limits.PlaysPerMinute, 1, Most)
            .Range(limits => limits.UploadsPerMinute, 1, Most)
            .Validate(
                limits => (limits.AddressHeader ?? "").All(
                    letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'),
                "RateLimits:AddressHeader must be the name of a header, such as X-Forwarded-For.")
            .Validate(
                limits => limits.ProxyNetworks.All(text => IPNetwork.TryParse(text, out _)),
                "RateLimits:ProxyNetworks must hold networks, such as 10.0.0.0/8 or "
                + "203.0.113.7/32.");
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
