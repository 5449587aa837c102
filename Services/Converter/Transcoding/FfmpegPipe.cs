using System.Text.RegularExpressions;
using FFMpegCore;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>
/// Words a run of ffmpeg from stdin to stdout. FFMpegCore builds the text; it never starts
/// anything: the sandbox does, and takes arguments one by one.
/// </summary>
internal static partial class FfmpegPipe
{
    /// <param name="logLevel">As ffmpeg names it.</param>
    /// <param name="inputOptions">What goes before <c>-i</c>.</param>
    /// <param name="outputs">What is made of it.</param>
    public static IReadOnlyList<string> Arguments(
        string logLevel, IEnumerable<string> inputOptions, Action<FFMpegOutputOptions> outputs) =>
        Split(FFMpegArguments
            .FromUrlInput("pipe:0", input => input
                .WithCustomArgument($"-hide_banner -nostats -nostdin -loglevel {logLevel}")
                .WithThreads(1)
                .WithCustomArgument(string.Join(' ', inputOptions)))
            .OutputToUrl("pipe:1", outputs)
            .Arguments);

    /// <summary>
    /// Takes a command apart. Quotes only enclose a whole argument: nothing of ours holds one, nor
    /// a backslash, and a text that does is not guessed at.
    /// </summary>
    internal static IReadOnlyList<string> Split(string command)
    {
        var match = Command().Match(command);
        return match.Success
            ? [.. match.Groups["argument"].Captures.Select(argument => argument.Value)]
            : throw new FormatException($"not a plain command: {command}");
    }

    [GeneratedRegex(
        """\A(?:(?:"(?<argument>[^"\\]*)"|(?<argument>[^\s"\\]+))(?: |\z))*\z""",
        RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Command();
}
