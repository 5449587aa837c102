using AudioStreaming.Contracts;
using AudioStreaming.Converter.Tests.Conformance;
using AudioStreaming.Standalone.Infrastructure;
using AudioStreaming.Testing;

namespace AudioStreaming.Converter.Tests.Faults;

/// <summary>Real converter processes, killed, paused and stopped.</summary>
public class ProcessFaultTests(InfrastructureFixture infrastructure)
{
    private static readonly bool Long =
        Environment.GetEnvironmentVariable("AUDIO_STREAMING_LONG_CONVERTER") == "1";

    private static int Tracks => Long ? 40 : 4;

    private static int Kills => Long ? 60 : 3;

    [Fact]
    public async Task Converters_KilledAtRandom_LeaveEveryTrackReadyOnce()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var random = new Random(7);
        var path = await TestAudio.FlacAsync(20);
        var tracks = new List<TrackId>();
        for (var index = 0; index < Tracks; index++) tracks.Add(await harness.AddAsync(path));
        var settings = Settings(harness);
        await using var workers = new Workers(settings);
        await workers.StartAsync();
        await workers.StartAsync();

        // Duplicates and disorder: the claim decides, not the message.
        foreach (var track in tracks.Concat(tracks.AsEnumerable().Reverse()))
            await harness.RequestAsync(track);
        for (var kill = 0; kill < Kills; kill++)
        {
            await harness.WorkingAsync(tracks);
            await Task.Delay(random.Next(1_500), TestContext.Current.CancellationToken);
            await workers.KillOneAsync(random);
            await workers.StartAsync();
        }

        foreach (var track in tracks) await CheckAsync(harness, track);
    }

    [Fact]
    public async Task Converter_PausedBeyondItsLease_LosesAndLeavesNothing()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var track = await harness.AddAsync(await TestAudio.FlacAsync(120));
        await using var workers = new Workers(Settings(harness));
        var paused = await workers.StartAsync();
        await harness.RequestAsync(track);
        await harness.WorkingAsync([track]);
        var claimed = (await harness.RowAsync(track)).Version;

        paused.Signal(Signal.Stop);
        // Long enough that it holds on a busy machine: only the first is to lose.
        var successor = await workers.StartAsync(("Converter:Jobs:Lease", "00:00:20"));
        await Eventually.TrueAsync(
            async () => (await harness.RowAsync(track)).Version > claimed,
            "nobody takes the track over", TimeSpan.FromMinutes(2));
        paused.Signal(Signal.Continue);

        await CheckAsync(harness, track);
        var attempts = (await harness.RowAsync(track)).Attempts;
        Assert.True(
            attempts == 2, $"{attempts} attempts:\n{paused.Output}\n---\n{successor.Output}");
    }

    /// <summary>
    /// With a lease of minutes: nobody could take the job if it were not returned.
    /// </summary>
    [Fact]
    public async Task Converter_Terminated_ReturnsItsJobAtOnce()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var track = await harness.AddAsync(await TestAudio.FlacAsync(120));
        await using var workers = new Workers(
            new Dictionary<string, string>(Settings(harness))
            {
                ["Converter:Jobs:Lease"] = "00:30:00",
            });
        var first = await workers.StartAsync();
        await harness.RequestAsync(track);
        await harness.WorkingAsync([track]);

        await first.TerminateAsync();

        // The process has ended, and the job is free without waiting for a lease.
        var row = await harness.RowAsync(track);
        Assert.Equal(("pending", 0), (row.Status, row.Attempts));
        Assert.Empty(await harness.KeysAsync(ObjectKeys.Hls(track)));
        await workers.StartAsync();
        await CheckAsync(harness, track);
    }

    [Fact]
    public async Task Converter_Killed_TakesItsChildrenWithItAndLeavesNoFile()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        using var temporary = new TestDirectory();
        var track = await harness.AddAsync(await TestAudio.FlacAsync(600));
        await using var workers = new Workers(Settings(harness));
        var worker = await workers.StartAsync(
            ("TMPDIR", temporary.Path), ("DOTNET_EnableDiagnostics", "0"));
        await harness.RequestAsync(track);
        IReadOnlyList<int> children = [];
        await Eventually.TrueAsync(
            () => (children = ChildProcesses.Of(worker.ProcessId, "ffmpeg")).Count > 0,
            "ffmpeg does not run", TimeSpan.FromMinutes(1));

        // Stopped, it cannot see its pipes close: only the kernel can end it.
        foreach (var child in children) Signals.Send(child, Signal.Stop);
        await worker.KillAsync();

        await Eventually.TrueAsync(
            () => !children.Any(ChildProcesses.IsAlive), "ffmpeg outlives the converter");
        Assert.Empty(Directory.GetFileSystemEntries(temporary.Path));
    }

    /// <summary>
    /// A worker that lost its claim while it was paused, and dies before it has removed what it
    /// made: the winner's output stays whole, and what is left is of a version that lost, where
    /// the catalog's sweep finds it.
    /// </summary>
    [Fact]
    public async Task Converter_KilledAfterItLost_LeavesOnlyWhatTheSweepRemoves()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var track = await harness.AddAsync(await TestAudio.FlacAsync(120));
        await using var workers = new Workers(Settings(harness));
        var paused = await workers.StartAsync(("Faults:KillAt", "job.lost"));
        await harness.RequestAsync(track);
        await harness.WorkingAsync([track]);
        var lost = (await harness.RowAsync(track)).Version;
        paused.Signal(Signal.Stop);
        await workers.StartAsync();
        await Eventually.TrueAsync(
            async () => (await harness.RowAsync(track)).Version > lost,
            "nobody takes the track over", TimeSpan.FromMinutes(2));
        paused.Signal(Signal.Continue);
        await paused.Exited;

        var row = await harness.FinishedAsync(track, TimeSpan.FromMinutes(5));
        var folder = ObjectKeys.Hls(track, row.Version - 1);
        Assert.Equal($"{folder}master.m3u8", row.HlsKey);
        await PresentationChecker.CheckAsync(file => harness.ReadAsync(folder + file));
        string[] allowed = [folder, ObjectKeys.Hls(track, lost)];
        Assert.All(
            await harness.KeysAsync(ObjectKeys.Hls(track)),
            key => Assert.Contains(allowed, key.StartsWith));
    }

    [Theory]
    [InlineData("conversion.playable")]
    [InlineData("job.published")]
    public async Task Converter_KilledBetweenSteps_IsReplaced(string step)
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var track = await harness.AddAsync(await TestAudio.Mp3Async(20));
        await using var workers = new Workers(Settings(harness));
        var doomed = await workers.StartAsync(("Faults:KillAt", step));
        await harness.RequestAsync(track);
        await doomed.Exited;

        await workers.StartAsync();

        await CheckAsync(harness, track);
    }

    private static Dictionary<string, string> Settings(ConverterHarness harness) =>
        new(harness.Settings)
        {
            ["Converter:Jobs:Lease"] = "00:00:03",
            ["Converter:Jobs:MaxAttempts"] = "50",
        };

    /// <summary>Ready, whole, and nothing else of the track in the store.</summary>
    private static async Task CheckAsync(ConverterHarness harness, TrackId track)
    {
        var row = await harness.FinishedAsync(track, TimeSpan.FromMinutes(5));
        Assert.Equal(("ready", null), (row.Status, row.FailureReason));
        var folder = row.HlsKey!.Replace("master.m3u8", "");
        await PresentationChecker.CheckAsync(file => harness.ReadAsync(folder + file));
        await Eventually.TrueAsync(
            async () => (await harness.KeysAsync(ObjectKeys.Hls(track)))
                .All(k => k.StartsWith(folder)),
            $"objects of losers stay beside {folder}", TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(
            async () => await harness.KeysAsync(ObjectKeys.Waveform(track)) is [var only]
                && only == row.WaveformKey,
            $"other outlines stay beside {row.WaveformKey}", TimeSpan.FromMinutes(1));
        await Eventually.TrueAsync(
            () => harness.Sent.Ready(track).Count > 0, "ready is not announced");
        Assert.Single(harness.Sent.Ready(track));
    }
}
