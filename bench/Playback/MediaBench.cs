using System.Security.Cryptography;
using System.Text;
using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.Playback.Bench;

/// <summary>Segments a second, beside nginx on the same files.</summary>
internal static class MediaBench
{
    private const int Connections = 32;
    private const int Segments = 100;

    /// <summary>6 s at 128 kbit/s.</summary>
    private const int SegmentSize = 96_000;

    public static async Task RunAsync(
        InfrastructureFixture infrastructure, PlaybackUnderLoad service)
    {
        Console.WriteLine($"Segments of {SegmentSize:N0} bytes, {Connections} connections");
        var folder = ObjectKeys.Hls(service.Track, 1);
        Directory.CreateDirectory(Path.Combine(service.ObjectDirectory, folder));
        for (var segment = 0; segment < Segments; segment++)
            await File.WriteAllBytesAsync(
                Path.Combine(service.ObjectDirectory, folder, Name(segment)),
                RandomNumberGenerator.GetBytes(SegmentSize));

        var report = await HttpLoad.RunAsync(
            service.Address, service.ProcessId, Requests($"/media/{service.Track}/1/"));
        report.Print("GET /media/…");
        await using var nginx = await NginxServer.TryStartAsync(
            infrastructure.Directory, service.ObjectDirectory);
        if (nginx is null)
        {
            Console.WriteLine("  nginx is not installed: nothing to compare with");
            return;
        }
        var limit = await HttpLoad.RunAsync(
            nginx.Address, nginx.WorkerProcessId, Requests($"/{folder}"));
        limit.Print("limit: nginx, sendfile, the same files");
        Console.WriteLine($"  {report.PerSecond / limit.PerSecond:N2} of nginx's rate");
    }

    private static string Name(int segment) => $"aac-128-{segment:D5}.m4s";

    private static List<byte[]> Requests(string folder) =>
    [
        .. Enumerable.Range(0, Connections).Select(connection => Encoding.ASCII.GetBytes(
            $"GET {folder}{Name(connection % Segments)} HTTP/1.1\r\nHost: bench\r\n\r\n")),
    ];
}
