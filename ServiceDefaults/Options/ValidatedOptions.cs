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

    /// <summary>A setting that has a least and a most; the default says what is usual.</summary>
    /// <param name="options">The section's.</param>
    /// <param name="setting">Its full name, such as <c>Playback:Ttl</c>.</param>
    /// <param name="value">Reads it.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public static OptionsBuilder<T> ValidateRange<T, TValue>(
        this OptionsBuilder<T> options, string setting, Func<T, TValue> value, TValue min,
        TValue max)
        where T : class, new()
        where TValue : IComparable<TValue> =>
        options.Validate(
            section => value(section).CompareTo(min) >= 0 && value(section).CompareTo(max) <= 0,
            FormattableString.Invariant(
                $"{setting} must be from {min} to {max}, such as {value(new T())}"));
}
