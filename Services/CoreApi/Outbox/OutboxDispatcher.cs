using AudioStreaming.CoreApi.Notifications;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Empties the outbox: woken by notifications and a timer, slower while Kafka is away.
/// </summary>
internal sealed partial class OutboxDispatcher(
    OutboxBatch batch, IOptions<OutboxOptions> options, DatabaseNotifications notifications,
    TimeProvider time, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private readonly OutboxOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var wakeUp = notifications.Subscribe("catalog_outbox");
        var backoff = TimeSpan.Zero;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await batch.SendAsync(_options.BatchSize, stoppingToken) > 0)
                {
                    backoff = TimeSpan.Zero;
                    continue;
                }
                var next = await batch.NextDueInAsync(stoppingToken) ?? _options.PollInterval;
                await wakeUp.WaitAsync(Min(next, _options.PollInterval), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                backoff = Min(Max(backoff * 2, _options.ShortestBackoff), _options.LongestBackoff);
                DispatchFailed(fault, backoff);
                await Task.Delay(backoff, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
