using AudioStreaming.Storage;
using AudioStreaming.Testing;

namespace AudioStreaming.Audio.Tests;

public sealed class MpegBitRateTests : IDisposable
{
    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(320, 5, 64, 35, 96_000)]
    [InlineData(64, 30, 320, 10, 128_000)]
    [InlineData(128, 10, 128, 10, 128_000)]
    public async Task VariableRate_WithoutAHeader_IsTheMeanOfTheWholeFile(
        int first, int firstSeconds, int second, int secondSeconds, int expected)
    {
        byte[] content =
            [.. await Mp3Async(first, firstSeconds), .. await Mp3Async(second, secondSeconds)];

        Assert.InRange(
            (await EstimateAsync(content)).GetValueOrDefault(), expected * 0.95, expected * 1.05);
    }

    [Fact]
    public async Task NoFrames_HaveNoRate() => Assert.Null(await EstimateAsync(new byte[100_000]));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<byte[]> Mp3Async(int kilobits, int seconds) =>
        await File.ReadAllBytesAsync(
            await TestAudio.CreateAsync(
                "mp3", seconds, "-c:a", "libmp3lame", "-b:a", $"{kilobits}k", "-write_xing", "0",
                "-id3v2_version", "0"),
            Token);

    private async Task<int?> EstimateAsync(byte[] content)
    {
        var store = StorageSetup.Create($"Path={_directory.Path}", "objects", TimeProvider.System);
        using var stream = new MemoryStream(content);
        await store.PutAsync("raw/file", stream, "application/octet-stream", Token);
        return await MpegBitRate.EstimateAsync(
            new StoredBytes(store, "raw/file", content.Length), Token);
    }
}
