using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Options;

/// <summary>The one way in which a section of the configuration becomes options.</summary>
public static class OptionsSetup
{
    /// <summary>Also by their own type.</summary>
    public static ValidatedOptions<T> AddValidatedOptions<T>(
        this IServiceCollection services, string section)
        where T : class, new()
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<T>>().Value);
        return new(services.AddOptions<T>().BindConfiguration(section).ValidateOnStart(), section);
    }
}
