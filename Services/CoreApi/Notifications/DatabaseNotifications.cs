using System.Collections.Concurrent;
using Npgsql;

namespace AudioStreaming.CoreApi.Notifications;

/// <summary>
/// One listening connection per replica, whatever the number of subscribers. Notifications wake
/// and never carry truth: a lost connection wakes everyone, since some may have been missed.
/// </summary>
internal sealed partial class DatabaseNotifications(
    NpgsqlDataSource database, TimeProvider time, ILogger<DatabaseNotifications> logger)
    : BackgroundService
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>Shows a connection that is only half alive.</summary>
    private const int KeepAliveSeconds = 30;

    private readonly ConcurrentDictionary<NotificationSubscription, string> _subscriptions = new();

    public NotificationSubscription Subscribe(string channel)
    {
        var subscription = new NotificationSubscription(
            time, ended => _subscriptions.TryRemove(ended, out _));
        _subscriptions[subscription] = channel;
        return subscription;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                ListeningFailed(fault.Message, RetryDelay);
                await Task.Delay(RetryDelay, time, stoppingToken)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) =>
            Publish(notification.Channel, notification.Payload);
        await using (var listen = new NpgsqlCommand(
            "LISTEN catalog_outbox; LISTEN catalog_tracks", connection))
            await listen.ExecuteNonQueryAsync(cancellationToken);

        foreach (var subscription in _subscriptions.Keys) subscription.Missed();
        while (true)
        {
            if (!await connection.WaitAsync(
                TimeSpan.FromSeconds(KeepAliveSeconds), cancellationToken))
            {
                await using var probe = new NpgsqlCommand("SELECT 1", connection);
                await probe.ExecuteScalarAsync(cancellationToken);
            }
        }
    }

    private void Publish(string channel, string payload)
    {
        foreach (var (subscription, wanted) in _subscriptions)
        {
            if (wanted == channel) subscription.Notified(payload);
        }
    }
}
