using AudioStreaming.Testing;

namespace AudioStreaming.Kafka.Tests.Product;

/// <summary>
/// At each of some steps, once, kills the leader of the partition of a topic that is in use, and
/// starts it again while the step goes on. A step waits until the last victim is back, so that
/// never more than one is away.
/// </summary>
internal sealed class LeaderKiller(
    KafkaCluster cluster, IEnumerable<(string Point, string Topic)> steps) : IAsyncDisposable
{
    private readonly Dictionary<string, string> _remaining =
        steps.ToDictionary(step => step.Point, step => step.Topic);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private Task _back = Task.CompletedTask;

    public IReadOnlyCollection<string> Remaining
    {
        get
        {
            lock (_remaining) return [.. _remaining.Keys];
        }
    }

    public async Task ReachedAsync(string point)
    {
        string? topic;
        lock (_remaining)
            if (!_remaining.Remove(point, out topic)) return;
        await _oneAtATime.WaitAsync();
        try
        {
            await _back;
            var leader = await cluster.LeaderOfAsync(topic, await UsedAsync(topic));
            await cluster.Node(leader).KillAsync();
            _back = ComesBackAsync(leader);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _back;
        _oneAtATime.Dispose();
    }

    private async Task ComesBackAsync(int node)
    {
        await cluster.Node(node).StartAsync(CancellationToken.None);
        await cluster.IsWholeAsync();
    }

    private Task<int> UsedAsync(string topic) => Task.Run(() =>
        Enumerable.Range(0, Contracts.Topics.Partitions(topic))
            .FirstOrDefault(partition => Records.End(cluster.Client(), topic, partition) > 0));
}
