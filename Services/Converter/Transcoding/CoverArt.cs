using AudioStreaming.Converter.Sandboxing;

namespace AudioStreaming.Converter.Transcoding;

/// <summary>Takes the attached picture out of a file: square, in two sizes.</summary>
internal sealed class CoverArt(Sandbox sandbox)
{
    public const int Large = 512, Small = 128;

    /// <summary>Bounds what a small file can unfold to.</summary>
    private const int MaxPixels = 64_000_000;

    private const long MaxBytes = 4 * 1024 * 1024;

    /// <returns>
    /// Both sizes, or none if the picture cannot be read: the music matters more.
    /// </returns>
    public async Task<IReadOnlyList<Cover>> ExtractAsync(
        SourceFormat format, Stream head, CancellationToken cancellationToken)
    {
        await using var process = await sandbox.StartAsync(
            "ffmpeg", Arguments(format), cancellationToken);
        process.Feed(head);
        var covers = new List<Cover>();
        try
        {
            var pictures = new MatroskaReader(process.Output, MaxBytes);
            await foreach (var packet in pictures.ReadAsync(cancellationToken))
                covers.Add(new Cover(packet.Track == 1 ? Large : Small, packet.Data.ToArray()));
        }
        catch (Exception fault) when (fault is InvalidDataException or OutputTooLargeException)
        {
            return [];
        }
        var exit = await process.EndAsync();
        return exit.End == SandboxEnd.Success && covers.Count == 2 ? covers : [];
    }

    internal static IReadOnlyList<string> Arguments(SourceFormat format) => FfmpegPipe.Arguments(
        "error", ["-max_pixels", $"{MaxPixels}", .. format.CoverOptions], output => output
            .WithComplexFilter(graph => graph
                .From("0:v:0").WithCustomFilter(Square(Large)).WithCustomFilter("split")
                .As("large", "copy")
                .From("copy").WithCustomFilter(Square(Small)).As("small"))
            .WithMap("large").WithMap("small").WithFrameCount(1)
            .WithCustomArgument("-c:v mjpeg").WithVideoQualityScale(3)
            .WithMapMetadata(-1).WithCustomArgument("-fflags +bitexact -f matroska"));

    private static string Square(int size) =>
        $"scale={size}:{size}:force_original_aspect_ratio=increase:flags=lanczos," +
        $"crop={size}:{size},setsar=1,format=yuvj420p";
}

/// <param name="Size">Width and height in pixels.</param>
/// <param name="Jpeg">The picture.</param>
internal sealed record Cover(int Size, byte[] Jpeg)
{
    public string File => $"cover-{Size}.jpg";
}
