using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.ServiceDefaults.Passes;

/// <summary>Registers what recurs.</summary>
public static class PassesSetup
{
    /// <summary>Also by its own type, for those who wake it.</summary>
    public static IServiceCollection AddPass<T>(this IServiceCollection services)
        where T : PeriodicPass =>
        services
            .AddSingleton<T>()
            .AddHostedService(provider => provider.GetRequiredService<T>());
}
