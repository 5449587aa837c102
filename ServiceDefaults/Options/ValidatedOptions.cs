using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Options;

/// <summary>The one way in which a section of the configuration becomes options.</summary>
public static class ValidatedOptions
{
    /// <summary>
    /// Each <c>Validate</c> that follows has a message that names the setting and the cure; all
    /// are asked before the service starts.
    /// </summary>
    public static OptionsBuilder<T> AddValidatedOptions<T>(
        this IServiceCollection services, string section)
        where T : class =>
        services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
}
