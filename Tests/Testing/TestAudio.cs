using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace AudioStreaming.Testing;

/// <summary>
/// Audio files made by ffmpeg: a chord that swells and fades, always the same for the same
/// arguments, and made only once per machine and user.
/// </summary>
public static class TestAudio
{
    private const string Chord =
        "0.25*(sin(2*PI*220*t)+sin(2*PI*277.18*t)+sin(2*PI*329.63*t))*(0.6+0.4*sin(2*PI*0.5*t))";

    public static Task<string> Mp3Async(int seconds = 8) =>
        CreateAsync("mp3", seconds, "-c:a", "libmp3lame", "-b:a", "128k");

    public static Task<string> FlacAsync(int seconds = 8) =>
        CreateAsync("flac", seconds, "-c:a", "flac");

    public static Task<string> WavAsync(int seconds = 8) =>
        CreateAsync("wav", seconds, "-c:a", "pcm_s16le");

    /// <param name="extension">Of the file; also ffmpeg's format.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="output">ffmpeg's output options.</param>
    /// <returns>The path of a file to read, never to change.</returns>
    public static async Task<string> CreateAsync(
        string extension, int seconds, params string[] output)
    {
        var cache = Path.Combine(
            Path.GetTempPath(), $"audio-streaming-test-audio-{Environment.UserName}");
        Directory.CreateDirectory(cache);
        var path = Path.Combine(cache, $"{Name(seconds, output)}.{extension}");
        if (File.Exists(path)) return path;

        // Whole or absent, also when several test projects make it at once.
        var draft = $"{path}.{Environment.ProcessId}.{extension}";
        await FfmpegAsync(
        [
            "-f", "lavfi", "-i", $"aevalsrc={Chord}|{Chord}:s=44100:d={seconds}",
            .. output, "-y", draft,
        ]);
        File.Move(draft, path, overwrite: true);
        return path;
    }

    /// <summary>Runs ffmpeg and fails with what it printed.</summary>
    public static async Task FfmpegAsync(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("ffmpeg", ["-nostdin", "-v", "error", .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"ffmpeg: {error}");
    }

    private static string Name(int seconds, string[] output) =>
        Convert.ToHexStringLower(SHA256.HashData(
            Encoding.UTF8.GetBytes($"{Chord} {seconds} {string.Join(' ', output)}")))[..16];
}
