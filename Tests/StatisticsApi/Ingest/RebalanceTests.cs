using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Ingest;

public sealed class RebalanceTests(InfrastructureFixture infrastructure)
{
    private const int Rounds = 6;

    private readonly TrackId _track = TrackId.New(TimeProvider.System);

    [Fact]
    public async Task Replicas_ComingAndGoingWhileEventsArrive_CountEachEventOnce()
    {
        await using var environment = await StatisticsEnvironment.StartAsync(infrastructure);
        var replicas = new Queue<StatisticsHost>();
        replicas.Enqueue(await StatisticsHost.StartAsync(environment));
        replicas.Enqueue(await StatisticsHost.StartAsync(environment));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            TestContext.Current.CancellationToken);
        var writing = WriteAsync(environment, stop.Token);

        for (var round = 0; round < Rounds; round++)
        {
            var before = environment.Log.ReadAll(Topics.PlaybackEvents).Count;
            replicas.Enqueue(await StatisticsHost.StartAsync(environment));
            await replicas.Dequeue().DisposeAsync();
            await Eventually.TrueAsync(
                () => environment.Log.ReadAll(Topics.PlaybackEvents).Count > before,
                "events arrive");
        }
        await stop.CancelAsync();
        await writing;

        await environment.FinishedAsync();
        await environment.HoldsAsync();
        foreach (var replica in replicas) await replica.DisposeAsync();
    }

    private async Task WriteAsync(StatisticsEnvironment environment, CancellationToken stop)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-2);
        while (!stop.IsCancellationRequested)
        {
            var listeners = Enumerable.Range(0, 20).Select(_ => new Listener(_track, start));
            await environment.Log.AddAsync(listeners.SelectMany(listener => (PlaybackEvent[])
                [listener.Start(), listener.Play(20), listener.Play(20), listener.Stop()]));
            await Task.Delay(TimeSpan.FromMilliseconds(50), stop)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
