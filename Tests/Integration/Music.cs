using System.Diagnostics;

namespace AudioStreaming.Integration.Tests;

/// <summary>Real music: what Debian ships for telephone queues, as one would upload it.</summary>
internal static class Music
{
    private const string Folder = "/usr/share/asterisk/moh";

    /// <summary>Makes a file of the first seconds of a piece, in the format of the name.</summary>
    public static async Task<string> MakeAsync(
        string directory, string name, TimeSpan length, CancellationToken cancellationToken)
    {
        var source = Directory.EnumerateFiles(Folder, "*.wav").Order().First();
        var file = Path.Combine(directory, name);
        await RunAsync(
            "ffmpeg",
            [
                "-v", "error", "-nostdin", "-y", "-t", $"{length.TotalSeconds:F3}", "-i", source,
                "-ar", "44100", "-ac", "2", file,
            ],
            cancellationToken);
        return file;
    }

    /// <summary>What ffprobe reads at a path or URL: the duration in seconds.</summary>
    public static async Task<double> ProbeDurationAsync(
        string location, CancellationToken cancellationToken)
    {
        var output = await RunAsync(
            "ffprobe",
            ["-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", location],
            cancellationToken);
        return double.Parse(output);
    }

    private static async Task<string> RunAsync(
        string command, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{command}: {await error}");
        return await output;
    }
}
