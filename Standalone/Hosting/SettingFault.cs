using System.Text.RegularExpressions;
using AudioStreaming.Standalone.Infrastructure;
using Microsoft.Extensions.Options;

namespace AudioStreaming.Standalone.Hosting;

/// <summary>
/// A setting that a service refuses, told by its name: the exceptions name types and members of
/// the program.
/// </summary>
internal static partial class SettingFault
{
    /// <returns>A sentence; <c>null</c> if it is something else.</returns>
    public static string? Find(Exception exception)
    {
        var faults = exception switch
        {
            OptionsValidationException refusal => Describe(refusal),
            // Several sections at once.
            AggregateException { InnerExceptions: var refusals }
                when refusals.All(refusal => refusal is OptionsValidationException) =>
                refusals.Cast<OptionsValidationException>().SelectMany(Describe),
            InvalidOperationException when Unreadable().Match(exception.Message) is
                { Success: true } match =>
                [$"{match.Groups["name"]} cannot be '{match.Groups["value"]}'"],
            _ => [],
        };
        var list = string.Join("; ", faults.Select(Tool.OneLine));
        return list.Length == 0
            ? null
            : $"A setting is wrong: {list}; correct it, or remove it (in the name of an "
                + "environment variable ':' is written '__').";
    }

    private static IEnumerable<string> Describe(OptionsValidationException refusal) =>
        refusal.Failures.Select(failure => failure.TrimEnd('.'));

    [GeneratedRegex(
        "^Failed to convert configuration value '(?<value>.*)' at '(?<name>[^']*)' to type",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unreadable();
}
