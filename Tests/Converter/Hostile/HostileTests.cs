using System.Diagnostics;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Hostile;

/// <summary>
/// Whatever is uploaded ends in ready or failed with a reason for people, and the worker goes on.
/// </summary>
public class HostileTests(InfrastructureFixture infrastructure, SharedConverter shared)
    : IClassFixture<SharedConverter>
{
    private static readonly bool Long =
        Environment.GetEnvironmentVariable("AUDIO_STREAMING_LONG_CONVERTER") == "1";

    private static int DamagedFiles => Long ? 600 : 300;

    [Fact]
    public async Task Scripts_Uploaded_FailAndReadNothing()
    {
        var converter = await StartAsync();
        var canary = await TestAudio.WavAsync(3);
        var tracks = new Dictionary<string, Contracts.TrackId>();
        foreach (var (name, format, content) in HostileFiles.Scripts(canary))
        {
            var path = await WriteAsync(content);
            var track = tracks[name] = await converter.AddAsync(path, format);
            await converter.RequestAsync(track);
        }
        foreach (var (name, track) in tracks)
        {
            var row = await converter.FinishedAsync(track, TimeSpan.FromMinutes(2));
            Assert.True(row.Status == "failed", $"{name} is {row.Status}");
            AssertReadable(row.FailureReason);
            Assert.Empty(await converter.KeysAsync(Contracts.ObjectKeys.Hls(track)));
        }
        await GoesOnAsync(converter);
    }

    [Fact]
    public async Task DamagedFiles_Uploaded_AllFinish()
    {
        var converter = await StartAsync();
        // Short ones: what is tried is the reading, not the encoding.
        var wholes = new (string Format, byte[] Content)[]
        {
            ("mp3", await File.ReadAllBytesAsync(await TestAudio.Mp3Async(1), Token)),
            ("flac", await File.ReadAllBytesAsync(await TestAudio.FlacAsync(1), Token)),
            ("wav", await File.ReadAllBytesAsync(await TestAudio.WavAsync(1), Token)),
        };
        var random = new Random(20_260_101);
        var tracks = new List<Contracts.TrackId>();
        for (var index = 0; index < DamagedFiles; index++)
        {
            var (format, whole) = wholes[index % wholes.Length];
            var path = await WriteAsync(HostileFiles.Damage(whole, random));
            tracks.Add(await converter.AddAsync(path, format));
            await converter.RequestAsync(tracks[^1]);
        }
        foreach (var track in tracks)
        {
            var row = await converter.FinishedAsync(track, TimeSpan.FromMinutes(10));
            if (row.Status == "failed") AssertReadable(row.FailureReason);
            else Assert.NotNull(row.HlsKey);
        }
        await GoesOnAsync(converter);
    }

    [Fact]
    public async Task Bomb_OfTenHours_IsRefusedBeforeItUnfolds()
    {
        var converter = await StartAsync();
        var bomb = await HostileFiles.BombAsync();
        Assert.InRange(new FileInfo(bomb).Length, 1_000, 1_000_000);
        var clock = Stopwatch.StartNew();

        var row = await converter.ConvertAsync(bomb);

        Assert.Equal("failed", row.Status);
        Assert.Contains("longer than", row.FailureReason);
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), "the bomb was unfolded");
    }

    [Fact]
    public async Task Bomb_ThatHidesItsLength_IsStoppedAtTheLimit()
    {
        await using var converter = await ConverterHarness.CreateAsync(infrastructure);
        await converter.StartAsync(("Converter:Transcoding:MaxDuration", "00:00:20"));

        var row = await converter.ConvertAsync(
            await TestAudio.CreateAsync("mp3", 60, "-c:a", "libmp3lame", "-write_xing", "0"));

        Assert.Equal("failed", row.Status);
        Assert.Contains("longer than", row.FailureReason);
        Assert.Empty(await converter.KeysAsync(Contracts.ObjectKeys.Hls(row.TrackId)));
    }

    [Fact]
    public async Task Output_BeyondItsLimit_IsStopped()
    {
        await using var converter = await ConverterHarness.CreateAsync(infrastructure);
        await converter.StartAsync(("Converter:Transcoding:MaxOutputMegabytes", "16"));

        var row = await converter.ConvertAsync(await TestAudio.WavAsync(120));

        Assert.Equal("failed", row.Status);
        Assert.Contains("more space", row.FailureReason);
        AssertReadable(row.FailureReason);
        Assert.Empty(await converter.KeysAsync(Contracts.ObjectKeys.Hls(row.TrackId)));
    }

    [Theory]
    [InlineData("enormous picture")]
    [InlineData("enormous file")]
    [InlineData("no picture")]
    [InlineData("script")]
    public async Task Cover_ThatDoesHarm_IsLeftOut(string name)
    {
        var converter = await StartAsync();
        var canary = await TestAudio.WavAsync(3);
        var music = await File.ReadAllBytesAsync(await TestAudio.Mp3Async(1), Token);
        byte[] file = [.. HostileFiles.Cover(name, canary), .. music];

        var row = await converter.ConvertAsync(await WriteAsync(file), "mp3");

        Assert.Equal(("ready", null), (row.Status, row.ArtworkKey));
        Assert.Empty(await converter.KeysAsync(Contracts.ObjectKeys.Artwork(row.TrackId)));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Task<ConverterHarness> StartAsync() =>
        shared.StartAsync(infrastructure, ("Converter:Jobs:Parallel", "2"));

    private async Task<string> WriteAsync(byte[] content)
    {
        var path = Path.Combine(infrastructure.Directory, Path.GetRandomFileName());
        await File.WriteAllBytesAsync(path, content, Token);
        return path;
    }

    private static void AssertReadable(string? reason)
    {
        Assert.NotNull(reason);
        Assert.Matches("^[A-Z].*[.]$", reason);
        Assert.DoesNotContain("/", reason);
        Assert.DoesNotContain("Exception", reason);
    }

    private static async Task GoesOnAsync(ConverterHarness converter) => Assert.Equal(
        "ready", (await converter.ConvertAsync(await TestAudio.Mp3Async(3))).Status);
}
