using System.Buffers.Binary;
using AudioStreaming.Converter.Transcoding;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>Long jobs leave a worker to short ones.</summary>
public class FairnessTests(InfrastructureFixture infrastructure)
{
    private static readonly (string, string)[] Settings =
        [("Converter:Jobs:Parallel", "2"), ("Converter:Jobs:ShortAudio", "00:00:10")];

    private static WaitingJob Long => new() { Length = TimeSpan.FromHours(1) };

    private static WaitingJob Short => new() { Length = TimeSpan.FromSeconds(3) };

    [Fact]
    public async Task ShortTrack_WhileLongOnesRunAndWait_BecomesReady()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var first = await harness.AddAsync(await TestAudio.FlacAsync(60), job: Long);
        var host = await harness.StartAsync(Settings);
        var jobs = HeldJobs.At(host, "conversion.playable");
        var held = await jobs.NextAsync();
        jobs.OpenAll();
        var second = await harness.AddAsync(await TestAudio.FlacAsync(60), job: Long);
        var song = await harness.AddAsync(await TestAudio.Mp3Async(3), job: Short);

        Assert.Equal("ready", (await harness.FinishedAsync(song)).Status);

        Assert.Equal("processing", (await harness.RowAsync(first)).Status);
        Assert.Equal(("pending", 0), await StateAsync(harness, second));
        held.SetResult();
        Assert.Equal("ready", (await harness.FinishedAsync(first)).Status);
        Assert.Equal("ready", (await harness.FinishedAsync(second)).Status);
    }

    [Fact]
    public async Task LongTrack_ThatSeemedShort_IsReturnedUncountedAndWaitsAsALongOne()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync(Settings);
        var track = await harness.AddAsync(await TestAudio.FlacAsync(20), job: Short);

        var row = await harness.FinishedAsync(track);

        // Claimed, returned, claimed, published: each raises the version.
        Assert.Equal(("ready", 1, 4), (row.Status, row.Attempts, row.Version));
        Assert.Equal(20, row.ExpectedLength.TotalSeconds, 0.1);
    }

    [Fact]
    public async Task LongTrack_WhoseHeadersLie_IsReturnedAsSoonAsItIsHeard()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync(Settings);
        var lie = Path.Combine(infrastructure.Directory, $"{Path.GetRandomFileName()}.flac");
        var bytes = await File.ReadAllBytesAsync(
            await TestAudio.FlacAsync(20), TestContext.Current.CancellationToken);
        // The last 36 bits are the number of samples; here they say a second.
        var numbers = bytes.AsSpan(18);
        BinaryPrimitives.WriteUInt64BigEndian(
            numbers, (BinaryPrimitives.ReadUInt64BigEndian(numbers) >> 36 << 36) | 44_100);
        await File.WriteAllBytesAsync(lie, bytes, TestContext.Current.CancellationToken);
        var track = await harness.AddAsync(lie, job: Short);

        var row = await harness.FinishedAsync(track);

        Assert.Equal(("ready", 1, 4), (row.Status, row.Attempts, row.Version));
        Assert.Equal(new TranscodingOptions().MaxDuration, row.ExpectedLength);
        Assert.InRange(row.DurationMs!.Value, 19_000, 21_000);
    }

    /// <summary>Where there is one worker, it takes all.</summary>
    [Fact]
    public async Task OnlyWorker_TakesLongTracksToo()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync(Settings[1], ("Converter:Jobs:Parallel", "1"));

        var track = await harness.AddAsync(await TestAudio.Mp3Async(3), job: Long);

        Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
    }

    private static async Task<(string Status, int Attempts)> StateAsync(
        ConverterHarness harness, Contracts.TrackId track)
    {
        var row = await harness.RowAsync(track);
        return (row.Status, row.Attempts);
    }
}
