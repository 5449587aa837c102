using AudioStreaming.Contracts;
using Confluent.Kafka;

namespace AudioStreaming.Converter.Jobs;

/// <summary>A message that this process holds.</summary>
/// <param name="Position">Where in Kafka it stands.</param>
/// <param name="Request">What it asks for; <c>null</c> if it cannot be read.</param>
/// <param name="Message">As it came.</param>
internal sealed record HeldJob(
    TopicPartitionOffset Position, TranscodeRequested? Request, Message<string, byte[]> Message);

/// <summary>Jobs waiting for a worker: by priority, then in the order of arrival.</summary>
internal sealed class JobQueue : IDisposable
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<HeldJob, (int Priority, long Arrival)> _jobs = new();
    private readonly SemaphoreSlim _available = new(0);
    private long _arrivals;

    public int Count
    {
        get { lock (_lock) return _jobs.Count; }
    }

    public void Add(HeldJob job)
    {
        lock (_lock) _jobs.Enqueue(job, (-(job.Request?.Priority ?? 0), _arrivals++));
        _available.Release();
    }

    public async Task<HeldJob> TakeAsync(CancellationToken cancellationToken)
    {
        await _available.WaitAsync(cancellationToken);
        lock (_lock) return _jobs.Dequeue();
    }

    public void Dispose() => _available.Dispose();
}
