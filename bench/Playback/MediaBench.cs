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

    private const int Rounds = 7;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(3);

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

        await using var nginx = await NginxServer.TryStartAsync(
            infrastructure.Directory, service.ObjectDirectory);
        if (nginx is null)
        {
            Console.WriteLine("  nginx is not installed: nothing to compare with");
            return;
        }
        // In turns, so that whatever else the machine does meets both alike.
        var (ours, theirs) = (new List<LoadReport>(), new List<LoadReport>());
        for (var round = 0; round <= Rounds; round++)
        {
            var our = await HttpLoad.ForAsync(
                service.Address, service.ProcessId, Requests($"/media/{service.Track}/1/"),
                RoundTime);
            var their = await HttpLoad.ForAsync(
                nginx.Address, nginx.WorkerProcessId, Requests($"/{folder}"), RoundTime);
            // The first is for warming up.
            if (round == 0) continue;
            ours.Add(our);
            theirs.Add(their);
        }
        LoadReport.Median(ours).Print("GET /media/…");
        LoadReport.Median(theirs).Print("limit: nginx, sendfile, the same files");
        var ratios = ours.Zip(theirs, (our, their) => our.PerSecond / their.PerSecond).ToList();
        Console.WriteLine(
            $"  {LoadReport.Median(ratios):N2} of nginx's rate (goal: 0.60 or more), the median of "
            + $"{Rounds} rounds from {ratios.Min():N2} to {ratios.Max():N2}");
    }

    private static string Name(int segment) => $"aac-128-{segment:D5}.m4s";

    private static List<byte[]> Requests(string folder) =>
    [
        .. Enumerable.Range(0, Connections).Select(connection => Encoding.ASCII.GetBytes(
            $"GET {folder}{Name(connection % Segments)} HTTP/1.1\r\nHost: bench\r\n\r\n")),
    ];
}
