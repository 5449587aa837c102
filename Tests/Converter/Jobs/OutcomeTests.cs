using System.Diagnostics;
using System.Text;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;
using AudioStreaming.Testing;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>What becomes of jobs that do not simply succeed.</summary>
public class OutcomeTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Fault_ThatPasses_IsTriedAgain()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync();
        var faults = host.Services.GetRequiredService<FaultPoints>();
        var left = 2;
        faults.Reached = point => point == "conversion.transcoded" && left-- > 0
            ? throw new IOException("the storage failed")
            : Task.CompletedTask;

        var row = await harness.ConvertAsync(await TestAudio.Mp3Async(8));

        Assert.Equal(("ready", 3, null), (row.Status, row.Attempts, row.FailureReason));
        await OnlyAsync(harness, row);
    }

    [Fact]
    public async Task Fault_ThatStays_FailsTheTrackWithADeadLetter()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(("Converter:Jobs:MaxAttempts", "2"));
        host.Services.GetRequiredService<FaultPoints>().Reached = point =>
            point == "conversion.transcoded"
                ? throw new IOException("no disk")
                : Task.CompletedTask;

        var row = await harness.ConvertAsync(await TestAudio.Mp3Async(8));

        Assert.Equal(("failed", 2, null), (row.Status, row.Attempts, row.HlsKey));
        Assert.StartsWith("The conversion failed", row.FailureReason);
        await Eventually.TrueAsync(
            async () => (await harness.KeysAsync(ObjectKeys.Hls(row.TrackId))).Count == 0,
            "partial objects stay");
        await DeadAsync(harness, letter =>
            letter.Contains(row.TrackId.ToString()) && letter.Contains("The conversion failed"));
    }

    [Fact]
    public async Task Message_ThatCannotBeRead_IsDeadAndDoesNotStopItsPartition()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync();
        var garbage = Encoding.UTF8.GetBytes($"{{garbage {Guid.CreateVersion7()}");
        await harness.ProduceAsync("key", garbage);

        var row = await harness.ConvertAsync(await TestAudio.Mp3Async(3));

        Assert.Equal("ready", row.Status);
        await DeadAsync(harness, letter => JsonDocument.Parse(letter).RootElement
            .TryGetProperty("payload", out var payload)
            && payload.GetBytesFromBase64().AsSpan().SequenceEqual(garbage));
    }

    [Fact]
    public async Task Track_WhoseMessageIsLost_IsTakenAtTheStart()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var track = await harness.AddAsync(await TestAudio.Mp3Async(3));

        await harness.StartAsync(("Converter:Jobs:PollInterval", "01:00:00"));

        Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
    }

    /// <summary>Without any message: the row alone tells when.</summary>
    [Fact]
    public async Task Track_WhoseWorkerIsGone_IsTakenWhenItsLeaseHasRunOut()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var abandoned = await harness.AddAsync(await TestAudio.Mp3Async(3));
        var held = await harness.AddAsync(await TestAudio.Mp3Async(3));
        await using (var connection = await harness.Database.OpenConnectionAsync(Token))
            await connection.ExecuteAsync(
                """
                UPDATE catalog.tracks
                SET status = 'processing',
                    version = 7,
                    attempts = 1,
                    lease_until = CASE
                      WHEN id = @Id THEN now() + interval '2 seconds'
                      ELSE now() + interval '1 hour'
                    END
                """,
                new { Id = abandoned.Value });

        await harness.StartAsync(("Converter:Jobs:PollInterval", "01:00:00"));

        var row = await harness.FinishedAsync(abandoned);
        Assert.Equal(("ready", 2, 9), (row.Status, row.Attempts, row.Version));
        await harness.RequestAsync(held);
        Assert.Equal("ready", (await harness.ConvertAsync(await TestAudio.Mp3Async(3))).Status);
        Assert.Equal(("processing", 7), await StateAsync(held));

        async Task<(string, long)> StateAsync(TrackId track)
        {
            var state = await harness.RowAsync(track);
            return (state.Status, state.Version);
        }
    }

    [Fact]
    public async Task Track_DeletedMeanwhile_LeavesNoObjects()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync();
        var deleted = new TaskCompletionSource();
        host.Services.GetRequiredService<FaultPoints>().Reached = async point =>
        {
            if (point != "conversion.uploaded") return;
            await using var connection = await harness.Database.OpenConnectionAsync();
            await connection.ExecuteAsync("DELETE FROM catalog.tracks");
            deleted.SetResult();
        };
        var track = await harness.AddAsync(await TestAudio.Mp3Async(3));
        await harness.RequestAsync(track);

        await deleted.Task.WaitAsync(TimeSpan.FromMinutes(2), Token);

        await Eventually.TrueAsync(
            async () => (await harness.KeysAsync(ObjectKeys.Hls(track))).Count == 0,
            "objects stay");
    }

    [Fact]
    public async Task LongTrack_WhileProcessed_IsPlayable()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync();
        var go = new TaskCompletionSource();
        host.Services.GetRequiredService<FaultPoints>().Reached = point =>
            point == "conversion.transcoded" ? go.Task : Task.CompletedTask;
        var track = await harness.AddAsync(await TestAudio.FlacAsync(60));
        await harness.RequestAsync(track);

        await Eventually.TrueAsync(
            async () => (await harness.RowAsync(track)).HlsKey is not null, "nothing to play yet",
            TimeSpan.FromMinutes(2));
        var row = await harness.RowAsync(track);
        Assert.Equal("processing", row.Status);
        var folder = row.HlsKey!.Replace("master.m3u8", "");
        foreach (var name in (string[])["aac64", "aac128", "aac256", "flac"])
        {
            Assert.Contains(name, Encoding.UTF8.GetString(await harness.ReadAsync(row.HlsKey)));
            var playlist = await harness.ReadAsync($"{folder}{name}.m3u8");
            Assert.Contains("TYPE:EVENT", Encoding.UTF8.GetString(playlist));
            await harness.ReadAsync($"{folder}{name}-00000.m4s");
        }
        go.SetResult();

        Assert.Equal("ready", (await harness.FinishedAsync(track)).Status);
    }

    [Fact]
    public async Task Trace_OfTheUpload_LeadsToTheFinishedTrack()
    {
        const string trace = "0af7651916cd43dd8448eb211c80319c";
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "AudioStreaming.Converter",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        await harness.StartAsync();
        var track = await harness.AddAsync(
            await TestAudio.Mp3Async(3),
            job: new WaitingJob(TraceParent: $"00-{trace}-b7ad6b7169203331-01"));

        await harness.FinishedAsync(track);
        await Eventually.TrueAsync(
            () => harness.Sent.Ready(track).Any(message =>
                Encoding.UTF8.GetString(message.Headers.GetLastBytes("traceparent"))
                    .StartsWith($"00-{trace}-")),
            "the trace ends at the converter");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Task DeadAsync(ConverterHarness harness, Predicate<string> matches) =>
        Eventually.TrueAsync(
            () => harness.Sent.To(Topics.Dead(Topics.TranscodeJobs))
                .Any(letter => matches(letter.Value)),
            "there is no dead letter");

    private static Task OnlyAsync(ConverterHarness harness, TrackRow row) => Eventually.TrueAsync(
        async () => (await harness.KeysAsync(ObjectKeys.Hls(row.TrackId)))
            .All(key => key.StartsWith(ObjectKeys.Hls(row.TrackId, row.Version - 1))),
        "objects of earlier tries stay");
}
