using AudioStreaming.CoreApi.Notifications;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.Options;

namespace AudioStreaming.CoreApi.Outbox;

/// <summary>
/// Empties the outbox: woken by notifications, when the next message is due, and by a timer;
/// slower while Kafka is unavailable.
/// </summary>
internal sealed class OutboxDispatcher : PeriodicPass
{
    private readonly OutboxBatch _batch;

    public OutboxDispatcher(
        OutboxBatch batch, IOptions<OutboxOptions> options, DatabaseNotifications notifications,
        PassServices services)
        : base(options.Value.Schedule, services)
    {
        _batch = batch;
        notifications.Subscribe("catalog_outbox", Wake);
    }

    /// <summary>One batch; full or not, the next follows until there is nothing to send.</summary>
    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var sent = await _batch.SendAsync(cancellationToken);
        return new PassResult(
            sent, sent > 0 ? TimeSpan.Zero : await _batch.NextDueInAsync(cancellationToken));
    }
}
