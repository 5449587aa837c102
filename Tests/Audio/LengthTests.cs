using System.Buffers.Binary;
using AudioStreaming.Storage;
using AudioStreaming.Testing;

namespace AudioStreaming.Audio.Tests;

/// <summary>How long a file is, without a decoder.</summary>
public sealed class LengthTests : IDisposable
{
    private const double Seconds = 20;

    private readonly TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("mp3", AudioFormat.Mp3, "-b:a", "128k")]
    [InlineData("mp3", AudioFormat.Mp3, "-b:a", "128k", "-write_xing", "0")]
    [InlineData("mp3", AudioFormat.Mp3, "-q:a", "5")]
    [InlineData("flac", AudioFormat.Flac)]
    [InlineData("wav", AudioFormat.Wav)]
    [InlineData("wav", AudioFormat.Wav, "-rf64", "always", "-c:a", "pcm_s24le")]
    public async Task Length_OfAFile_IsFound(
        string extension, AudioFormat format, params string[] options)
    {
        var bytes = await File.ReadAllBytesAsync(
            await TestAudio.CreateAsync(extension, (int)Seconds, options), Token);

        Assert.Equal(Seconds, await SecondsAsync(bytes, format), 0.2);
    }

    /// <summary>By its size; a chord takes much less of it than music.</summary>
    [Fact]
    public async Task Length_OfAFlacThatDoesNotSay_IsEstimated()
    {
        var bytes = await File.ReadAllBytesAsync(await TestAudio.FlacAsync((int)Seconds), Token);
        var numbers = bytes.AsSpan(18);
        BinaryPrimitives.WriteUInt64BigEndian(
            numbers, BinaryPrimitives.ReadUInt64BigEndian(numbers) >> 36 << 36);

        Assert.InRange(await SecondsAsync(bytes, AudioFormat.Flac), Seconds / 10, Seconds * 2);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<double> SecondsAsync(byte[] bytes, AudioFormat format)
    {
        var store = StorageSetup.Create($"Path={_directory.Path}", "objects", TimeProvider.System);
        using var content = new MemoryStream(bytes);
        await store.PutAsync("file", content, "audio/x", Token);
        var audio = await AudioInspector.InspectAsync(
            new StoredBytes(store, "file", bytes.Length), format, Token);
        return audio.Length.TotalSeconds;
    }
}
