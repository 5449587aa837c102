using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Transcoding;

/// <summary>No rendition has more bits than its source deserves.</summary>
public class BitRateTests(InfrastructureFixture infrastructure, SharedConverter shared)
    : IClassFixture<SharedConverter>
{
    /// <summary>5 s at 320 kbit/s, then 35 s at 64: 96 on average.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task VariableRate_OfManyBitsAtFirst_IsJudgedByItsAverage(bool hasXing)
    {
        var converter = await shared.StartAsync(infrastructure);
        var frames = Path.Combine(infrastructure.Directory, $"frames-{hasXing}.mp3");
        var source = Path.Combine(infrastructure.Directory, $"variable-{hasXing}.mp3");
        byte[] content = [.. await Mp3Async(320, 5), .. await Mp3Async(64, 35)];
        await File.WriteAllBytesAsync(frames, content, TestContext.Current.CancellationToken);
        await TestAudio.FfmpegAsync(
            ["-i", frames, "-c", "copy", "-write_xing", hasXing ? "1" : "0", "-y", source]);

        var row = await converter.ConvertAsync(source);

        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        Assert.InRange(row.BitRateBps.GetValueOrDefault(), 91_000, 101_000);
        var files = await converter.KeysAsync(ObjectKeys.Hls(row.TrackId));
        Assert.Contains(files, file => file.EndsWith("/aac128-init.mp4"));
        Assert.DoesNotContain(files, file => file.EndsWith("/aac256-init.mp4"));
    }

    private static async Task<byte[]> Mp3Async(int kilobits, int seconds) =>
        await File.ReadAllBytesAsync(
            await TestAudio.CreateAsync(
                "mp3", seconds, "-c:a", "libmp3lame", "-b:a", $"{kilobits}k", "-write_xing", "0",
                "-id3v2_version", "0"),
            TestContext.Current.CancellationToken);
}
