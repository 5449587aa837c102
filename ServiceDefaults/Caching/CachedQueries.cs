using Microsoft.Extensions.Caching.Hybrid;

namespace AudioStreaming.ServiceDefaults.Caching;

/// <summary>Answers that are kept for as long as suits them.</summary>
public static class CachedQueries
{
    /// <summary>The options are there before the answer is, so the query keeps it itself.</summary>
    private static readonly HybridCacheEntryOptions KeptByQuery =
        new() { Flags = HybridCacheEntryFlags.DisableLocalCacheWrite };

    /// <summary>
    /// All who ask at once share one query, which no one of them stops: hence no token. What it
    /// throws, all of them get, and it is not kept.
    /// </summary>
    /// <param name="cache">The service's.</param>
    /// <param name="key">Of the answer, among all that the service keeps.</param>
    /// <param name="state">For the query.</param>
    /// <param name="query">Finds the answer.</param>
    /// <param name="lifetime">For how long it is kept; null: not at all.</param>
    /// <param name="tags">By which answers are forgotten together: few, for they stay.</param>
    public static ValueTask<T> QueryAsync<TState, T>(
        this HybridCache cache, string key, TState state,
        Func<TState, CancellationToken, ValueTask<T>> query, Func<T, TimeSpan?> lifetime,
        IEnumerable<string>? tags = null) =>
        cache.GetOrCreateAsync(
            key, (cache, key, state, query, lifetime, tags),
            static async (asked, cancellationToken) =>
            {
                var answer = await asked.query(asked.state, cancellationToken);
                if (asked.lifetime(answer) is { } time)
                    await asked.cache.SetAsync(
                        asked.key, answer, new() { Expiration = time }, asked.tags,
                        cancellationToken);
                return answer;
            },
            KeptByQuery);
}
