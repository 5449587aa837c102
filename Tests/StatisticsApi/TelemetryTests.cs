using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests;

/// <summary>What the service tells of itself moves when what it measures does.</summary>
public sealed class TelemetryTests(InfrastructureFixture infrastructure)
{
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(2);

    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task LiveSessions_AreMeasured()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        using var metrics = new CollectedMetrics(host);
        var listeners = Enumerable.Range(0, 3).Select(_ => Listener()).ToList();

        await environment.Log.AddAsync(listeners.Select(listener => listener.Start()));
        await BecomesAsync(metrics, "statistics.sessions.live", "{session}", value => value == 3);
        await environment.Log.AddAsync(listeners.Select(listener => listener.Stop()));
        await BecomesAsync(metrics, "statistics.sessions.live", "{session}", value => value == 0);
    }

    [Fact]
    public async Task Lag_IsMeasured_AndKeepsAServiceFromBeingReady_UntilItHasCaughtUp()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await environment.Log.AddAsync(Enumerable.Range(0, 500).Select(_ => Listener().Start()));
        await using var host = await StatisticsHost.StartAsync(
            environment, settings:
            [
                ("Statistics:Ingest:BatchSize", "10"), ("Statistics:Ingest:MaxLag", "50"),
            ]);
        using var metrics = new CollectedMetrics(host);
        using var hold = new SemaphoreSlim(0);
        host.Faults.Reached = point =>
            point == "ingest.applied" ? hold.WaitAsync(LongestHold) : Task.CompletedTask;
        hold.Release(24);

        await BecomesAsync(metrics, "statistics.consumer.lag", "{record}", value => value > 50);
        Assert.False(await IsReadyAsync(host));
        host.Faults.Reached = null;
        hold.Release(1_000);

        await BecomesAsync(metrics, "statistics.consumer.lag", "{record}", value => value == 0);
        await Eventually.TrueAsync(() => IsReadyAsync(host), "it has caught up");
    }

    [Fact]
    public async Task Services_WithNothingToCount_AreReady()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var first = await StatisticsHost.StartAsync(environment);
        await Eventually.TrueAsync(() => IsReadyAsync(first), "an empty log has been read");
        await using var second = await StatisticsHost.StartAsync(environment);
        await Eventually.TrueAsync(() => IsReadyAsync(second), "another replica is ready");
    }

    [Fact]
    public async Task FlushAge_GrowsUntilTheNextFlush()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        using var metrics = new CollectedMetrics(host);
        using var hold = new SemaphoreSlim(0);
        host.Faults.Reached = point =>
            point == "flush.written" ? hold.WaitAsync(LongestHold) : Task.CompletedTask;
        await environment.Log.AddAsync(Listener().Start());

        await BecomesAsync(metrics, "statistics.flush.age", "s", value => value > 2);
        host.Faults.Reached = null;
        hold.Release();
        await BecomesAsync(metrics, "statistics.flush.age", "s", value => value < 2);
    }

    [Fact]
    public async Task Batch_IsLinkedToTheTracesOfItsEvents()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == StatisticsTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) =>
                ActivitySamplingResult.AllData,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        await using var host = await StatisticsHost.StartAsync(environment);
        var session = Listener();
        var senders = Enumerable.Range(0, 100).Select(_ => new Activity("sender").Start()).ToList();

        await Task.WhenAll(senders.Select(sender => environment.Log.AddAsync(
            Topics.PlaybackEvents, Convert.FromHexString(session.Id.ToString()),
            JsonSerializer.SerializeToUtf8Bytes(
                session.Play(1), ContractsJson.Default.PlaybackEvent), sender)));

        var traces = senders.Select(sender => sender.TraceId).ToHashSet();
        await Eventually.TrueAsync(
            () => spans.SelectMany(span => span.Links)
                .Any(link => traces.Contains(link.Context.TraceId)),
            "a batch is linked to a sender");
        Assert.All(spans, span => Assert.InRange(span.Links.Count(), 0, 32));
    }

    private Listener Listener() => new(_track, TimeProvider.System.GetUtcNow());

    private static async Task<bool> IsReadyAsync(StatisticsHost host) =>
        (await host.Client.GetAsync("/health", TestContext.Current.CancellationToken))
            .IsSuccessStatusCode;

    private static async Task BecomesAsync(
        CollectedMetrics metrics, string instrument, string unit, Func<double, bool> expected)
    {
        (double Value, string? Unit)? last = null;
        await Eventually.TrueAsync(
            () => (last = metrics.Last(instrument)) is { } now && expected(now.Value),
            $"{instrument} becomes what it should");
        Assert.Equal(unit, last!.Value.Unit);
    }
}
