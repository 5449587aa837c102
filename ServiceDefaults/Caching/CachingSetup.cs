using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.ServiceDefaults.Caching;

/// <summary>Registers what a service keeps in its one <see cref="HybridCache"/>.</summary>
public static class CachingSetup
{
    /// <summary>
    /// In this process's memory alone. Readers of what is absent share one query, and one that
    /// fails is repeated. The type is sealed and says that it is immutable, so that nothing is
    /// copied (<see cref="System.ComponentModel.ImmutableObjectAttribute"/>).
    /// </summary>
    /// <param name="services">The service's.</param>
    /// <param name="maxKiB">What the type adds to the bound; beyond it the least used go.</param>
    /// <param name="weighKiB">What an entry takes of the bound, also if it is null.</param>
    public static IServiceCollection AddCached<T>(
        this IServiceCollection services, Func<IServiceProvider, long> maxKiB,
        Func<T, long> weighKiB)
    {
        services.AddOptions<MemoryCacheOptions>().Configure<IServiceProvider>((memory, provider) =>
            memory.SizeLimit = (memory.SizeLimit ?? 0) + maxKiB(provider));
        services.AddHybridCache();
        return services.AddSingleton<IHybridCacheSerializer<T>>(new EntryWeight<T>(weighKiB));
    }
}
