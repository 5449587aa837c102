using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;

namespace AudioStreaming.ServiceDefaults.Health;

/// <summary>
/// Everybody may ask whether the service is ready, and finding out costs a question to each of its
/// servers. So it is found out once in a while, for all who ask, whatever else they send; that it
/// is not ready is never kept.
/// </summary>
internal sealed class HealthCachePolicy : IOutputCachePolicy
{
    /// <summary>
    /// How long after a part went away the service may still say that it is ready.
    /// </summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    public ValueTask CacheRequestAsync(
        OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = true;
        context.AllowCacheLookup = true;
        context.AllowCacheStorage = true;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Lifetime;
        context.CacheVaryByRules.VaryByHost = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(
        OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(
        OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage =
            context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}
