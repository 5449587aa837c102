using AudioStreaming.Contracts;
using AudioStreaming.Converter.Jobs;
using AudioStreaming.Testing;
using Dapper;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>Who works holds the track, and works on no more than it may.</summary>
public class LeaseTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Lease_DuringALongJob_IsRenewedAndNobodyTakesTheTrack()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        // The second worker is free to take whatever has no holder.
        var host = await harness.StartAsync(
            ("Converter:Jobs:Parallel", "2"), ("Converter:Jobs:Lease", "00:00:04"));
        var jobs = HeldJobs.At(host, "conversion.transcoded");
        var track = await harness.AddAsync(await TestAudio.Mp3Async(3));
        await harness.RequestAsync(track);
        var held = await jobs.NextAsync();

        // Renewed several times a lease: these are the ends of more than two whole leases.
        var ends = new HashSet<DateTime>();
        await Eventually.TrueAsync(async () =>
        {
            ends.Add(await LeaseUntilAsync(harness, track));
            return ends.Count >= 8;
        }, "the lease is not renewed", TimeSpan.FromMinutes(1));
        await harness.RequestAsync(track);
        held.SetResult();
        jobs.OpenAll();

        var row = await harness.FinishedAsync(track);
        Assert.Equal(("ready", 1, 2), (row.Status, row.Attempts, row.Version));
    }

    [Fact]
    public async Task Jobs_AtOnce_AreAsManyAsTheSetting()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(("Converter:Jobs:Parallel", "2"));
        using var log = new MeasureLog(host);
        var jobs = HeldJobs.At(host, "job.claimed");
        var tracks = new List<TrackId>();
        for (var index = 0; index < 4; index++)
            tracks.Add(await harness.AddAsync(await TestAudio.Mp3Async(1)));
        TaskCompletionSource[] held = [await jobs.NextAsync(), await jobs.NextAsync()];
        await Eventually.TrueAsync(
            () => log.Last("converter.queue.waiting") == 2, "the others do not wait");
        var rows = await Task.WhenAll(tracks.Select(harness.RowAsync));
        Assert.Equal(2, rows.Count(row => row.Status == "processing"));
        foreach (var job in held) job.SetResult();
        jobs.OpenAll();

        foreach (var track in tracks)
            Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
        Assert.Equal(Environment.ProcessorCount, new JobOptions().Workers);
    }

    private static async Task<DateTime> LeaseUntilAsync(ConverterHarness harness, TrackId track)
    {
        await using var connection = await harness.Database.OpenConnectionAsync();
        return await connection.QuerySingleAsync<DateTime>(
            "SELECT lease_until FROM catalog.tracks WHERE id = @Id", new { Id = track.Value });
    }
}
