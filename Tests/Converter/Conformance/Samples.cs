using System.Diagnostics;
using System.Security.Cryptography;

namespace AudioStreaming.Converter.Tests.Conformance;

/// <summary>Decodes with plain ffmpeg, as the other side of a comparison.</summary>
internal static class Samples
{
    /// <param name="path">A file.</param>
    /// <param name="format">Raw output, such as <c>s32le</c>.</param>
    /// <param name="options">Further output options.</param>
    public static async Task<byte[]> DecodeAsync(
        string path, string format, params string[] options)
    {
        var start = new ProcessStartInfo(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-i", path, "-map", "0:a", .. options, "-f", format, "-"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var samples = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(samples);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
        return samples.ToArray();
    }

    public static async Task<byte[]> DecodeAsync(
        CheckedRendition rendition, string directory, string format)
    {
        var path = Path.Combine(directory, $"{Path.GetRandomFileName()}.mp4");
        await File.WriteAllBytesAsync(path, rendition.Stream);
        return await DecodeAsync(path, format);
    }

    public static string Hash(byte[] samples) => Convert.ToHexStringLower(SHA256.HashData(samples));
}
