using System.Globalization;
using System.Text.RegularExpressions;

namespace AudioStreaming.Converter.Transcoding;

/// <param name="IntegratedLufs">EBU R 128; <c>null</c> for silence.</param>
/// <param name="TruePeakDbtp">In dB relative to full scale; <c>null</c> for silence.</param>
internal sealed partial record Loudness(double? IntegratedLufs, double? TruePeakDbtp)
{
    /// <summary>The filter's gate: nothing above it was heard.</summary>
    private const double Floor = -70;

    /// <param name="log">What ffmpeg wrote to stderr; the summary of ebur128 is in it.</param>
    public static Loudness Parse(string log)
    {
        var integrated = Last(Integrated(), log);
        return new Loudness(integrated > Floor ? integrated : null, Last(TruePeak(), log));
    }

    private static double? Last(Regex pattern, string log) =>
        pattern.Matches(log) is [.., var match]
        && double.TryParse(
            match.Groups[1].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture,
            out var value)
            ? value
            : null;

    [GeneratedRegex(@"^\s+I:\s+(-?[0-9.]+) LUFS", RegexOptions.Multiline)]
    private static partial Regex Integrated();

    [GeneratedRegex(@"^\s+Peak:\s+(-?[0-9.]+) dBFS", RegexOptions.Multiline)]
    private static partial Regex TruePeak();
}
