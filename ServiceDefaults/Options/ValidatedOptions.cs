using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AudioStreaming.ServiceDefaults.Options;

/// <summary>
/// A section of the configuration as options that are asked before the service starts. Each
/// message names the setting and the cure.
/// </summary>
public sealed class ValidatedOptions<T>(OptionsBuilder<T> options, string section)
    where T : class, new()
{
    /// <param name="isValid">What must hold.</param>
    /// <param name="message">Begins with the setting's full name.</param>
    public ValidatedOptions<T> Validate(Func<T, bool> isValid, string message)
    {
        options.Validate(isValid, message);
        return this;
    }

    /// <summary>A setting, given as its property, that has a least; the default is usual.</summary>
    public ValidatedOptions<T> Min<TValue>(
        Func<T, TValue> value, TValue min,
        [CallerArgumentExpression(nameof(value))] string property = "")
        where TValue : IComparable<TValue> =>
        Validate(
            given => value(given).CompareTo(min) >= 0,
            FormattableString.Invariant(
                $"{Setting(property)} must be at least {min}, such as {value(new T())}"));

    /// <summary>A setting that has a least and a most.</summary>
    public ValidatedOptions<T> Range<TValue>(
        Func<T, TValue> value, TValue min, TValue max,
        [CallerArgumentExpression(nameof(value))] string property = "")
        where TValue : IComparable<TValue> =>
        Validate(
            given => value(given).CompareTo(min) >= 0 && value(given).CompareTo(max) <= 0,
            FormattableString.Invariant(
                $"{Setting(property)} must be from {min} to {max}, such as {value(new T())}"));

    /// <summary>A time that must pass.</summary>
    public ValidatedOptions<T> Positive(
        Func<T, TimeSpan> value, [CallerArgumentExpression(nameof(value))] string property = "") =>
        Validate(
            given => value(given) > TimeSpan.Zero,
            FormattableString.Invariant(
                $"{Setting(property)} must be longer than zero, such as {value(new T())}"));

    private string Setting(string property) =>
        $"{section}:{property[(property.LastIndexOf('.') + 1)..]}";
}
