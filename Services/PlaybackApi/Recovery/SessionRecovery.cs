using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// The safety net below <see cref="ExpiryNotifications"/>: a bounded look at the sessions whose
/// deadline has passed, for notifications are lost when nobody listens or Redis restarts, and
/// whoever heard one may die before it has published.
/// </summary>
internal sealed partial class DeadlineSweep(
    SessionStore store, SessionEnds ends, IOptions<SessionOptions> options, TimeProvider time,
    ILogger<DeadlineSweep> logger) : BackgroundService
{
    private readonly int _batch = options.Value.SweepBatch;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.SweepInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                bool more;
                do more = await PassAsync(stoppingToken);
                while (more);
            }
            catch (Exception fault) when (RedisFaults.Is(fault, stoppingToken))
            {
                LogFailed(fault.Message);
            }
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private async Task<bool> PassAsync(CancellationToken cancellationToken)
    {
        var overdue = await store.OverdueAsync(_batch);
        var published = await ends.PublishAsync(
            overdue.ToAsyncEnumerable(), "sweep", cancellationToken);
        return overdue.Count == _batch && published > 0;
    }
}
