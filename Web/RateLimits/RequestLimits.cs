using System.Threading.RateLimiting;

namespace AudioStreaming.Web.RateLimits;

/// <summary>
/// How much one address may ask for: of everything, and less of what costs or shows more.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly ClientAddresses _clients;
    private readonly AddressKeys _keys;
    private readonly PartitionedRateLimiter<HttpContext>[] _limiters;

    public RequestLimits(RateLimitOptions options, ClientAddresses clients, AddressKeys keys)
    {
        _clients = clients;
        _keys = keys;
        _limiters =
        [
            Limit(options.RequestsPerMinute, _ => true),
            Limit(options.PlaysPerMinute, IsPlay),
            Limit(options.UploadsPerMinute, IsUpload),
        ];
        Limiter = PartitionedRateLimiter.CreateChained(_limiters);
    }

    public PartitionedRateLimiter<HttpContext> Limiter { get; }

    public static bool IsUpload(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && (request.Path.StartsWithSegments("/upload")
            || request.Path.StartsWithSegments("/api/upload"));

    public void Dispose()
    {
        Limiter.Dispose();
        foreach (var limiter in _limiters) limiter.Dispose();
    }

    private PartitionedRateLimiter<HttpContext> Limit(
        int perMinute, Func<HttpRequest, bool> concerns)
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1) / perMinute,
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<HttpContext, int>(context =>
            concerns(context.Request) && _clients.Find(context) is { } address
                ? RateLimitPartition.GetTokenBucketLimiter(_keys.KeyOf(address), _ => bucket)
                : RateLimitPartition.GetNoLimiter(-1));
    }

    private static bool IsPlay(HttpRequest request) =>
        request.Path.StartsWithSegments("/play")
        || request.Path.StartsWithSegments("/tracking/play");
}
