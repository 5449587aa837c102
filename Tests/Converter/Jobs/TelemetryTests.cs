using AudioStreaming.ServiceDefaults;
using AudioStreaming.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AudioStreaming.Converter.Tests.Jobs;

/// <summary>What an operator sees moves when the thing it measures happens.</summary>
public class TelemetryTests(InfrastructureFixture infrastructure)
{
    [Fact]
    public async Task Job_ThatSucceedsAtTheSecondTry_IsMeasured()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync();
        using var log = new MeasureLog(host);
        var left = 1;
        host.Services.GetRequiredService<FaultPoints>().Reached = point =>
            point == "conversion.transcoded" && left-- > 0
                ? throw new IOException("the storage failed")
                : Task.CompletedTask;

        var row = await harness.ConvertAsync(await TestAudio.Mp3Async(8));

        Assert.Equal("ready", row.Status);
        await Eventually.TrueAsync(
            () => log.Of("converter.job.duration").Count() == 2, "the job time is not told");
        Assert.Equal(
            ["Retried", "Ready"],
            log.Of("converter.job.duration").Select(measure => measure.Tags["outcome"]));
        Assert.All(log.Of("converter.job.duration"), Positive("s"));
        Positive("1")(Assert.Single(log.Of("converter.job.real_time_factor")));
        Assert.All(log.Of("converter.job.time_to_playable"), Positive("s"));
        Assert.NotEmpty(log.Of("converter.job.time_to_playable"));
        var retry = Assert.Single(log.Of("converter.job.retries"));
        Assert.Equal(
            ("{job}", 1.0, "IOException"), (retry.Unit, retry.Value, retry.Tags["cause"]));
        // Other tests share the topic, and send what cannot be read.
        Assert.Empty(Causes(log).Except(["refused_message"]));
        Assert.Equal(0, log.Sum("converter.job.running"));
    }

    [Fact]
    public async Task Failures_AreCountedByReason()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(("Converter:Transcoding:MaxDuration", "00:00:05"));
        using var log = new MeasureLog(host);
        var text = Path.Combine(infrastructure.Directory, Path.GetRandomFileName());
        await File.WriteAllTextAsync(text, "no music", TestContext.Current.CancellationToken);

        await harness.ConvertAsync(text, "mp3");
        await harness.ConvertAsync(await TestAudio.FlacAsync(8));
        await harness.ProduceAsync("key", "no JSON"u8.ToArray());

        await Eventually.TrueAsync(
            () => Causes(log).IsSupersetOf(["unreadable", "too_long", "refused_message"]),
            "a failure is not counted");
        Assert.Single(log.Of("converter.job.failures"), Caused("unreadable"));
        Assert.Single(log.Of("converter.job.failures"), Caused("too_long"));
        Assert.All(log.Of("converter.job.failures"), failure =>
            Assert.Equal(("{job}", 1.0), (failure.Unit, failure.Value)));
    }

    [Fact]
    public async Task Queue_WhileAJobRuns_ShowsWhatWaits()
    {
        await using var harness = await ConverterHarness.CreateAsync(infrastructure);
        var host = await harness.StartAsync(("Converter:Jobs:Parallel", "1"));
        using var log = new MeasureLog(host);
        var jobs = HeldJobs.At(host, "job.claimed");
        for (var index = 0; index < 12; index++)
            await harness.AddAsync(await TestAudio.Mp3Async(1));
        var first = await jobs.NextAsync();

        await Eventually.TrueAsync(
            () => log.Last("converter.queue.waiting") == 11, "the depth is not told");
        Assert.All(log.Of("converter.queue.waiting"), m => Assert.Equal("{job}", m.Unit));
        first.SetResult();
        jobs.OpenAll();
        await Eventually.TrueAsync(
            () => log.Last("converter.queue.waiting") == 0 && log.Sum("converter.job.running") == 0,
            "the queue is not told to be empty", TimeSpan.FromMinutes(2));
    }

    private static Action<Measure> Positive(string unit) => measure =>
    {
        Assert.Equal(unit, measure.Unit);
        Assert.True(measure.Value > 0, $"{measure.Name} is {measure.Value}");
    };

    private static HashSet<object?> Causes(MeasureLog log) =>
        [.. log.Of("converter.job.failures").Select(failure => failure.Tags["cause"])];

    private static Predicate<Measure> Caused(string cause) =>
        failure => (string?)failure.Tags["cause"] == cause;
}
