using Microsoft.Extensions.Options;

namespace AudioStreaming.StatisticsApi.Flush;

/// <summary>Flushes at an interval, and once more when the service stops.</summary>
internal sealed partial class FlushWorker(
    Flusher flusher, Rebuilder rebuilder, Retention retention, TimeProvider time,
    IOptions<FlushOptions> options, ILogger<FlushWorker> logger) : BackgroundService
{
    private static readonly TimeSpan LastFlushTimeout = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var pruned = time.GetTimestamp();
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryFlushAsync(stoppingToken);
            if (time.GetElapsedTime(pruned) >= options.Value.RetentionInterval)
            {
                pruned = time.GetTimestamp();
                await TryPruneAsync(stoppingToken);
            }
            await Task.Delay(options.Value.Interval, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        using var limit = new CancellationTokenSource(LastFlushTimeout, time);
        await TryFlushAsync(limit.Token);
    }

    private async Task TryFlushAsync(CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await flusher.FlushAsync(cancellationToken);
            if (outcome == FlushOutcome.Stale)
                await rebuilder.RebuildIfStaleAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogRetry(exception);
        }
    }

    private async Task TryPruneAsync(CancellationToken cancellationToken)
    {
        try
        {
            await retention.PruneAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogPruneRetry(exception);
        }
    }
}
