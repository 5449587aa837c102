using System.Collections.Concurrent;
using AudioStreaming.ServiceDefaults.Passes;
using Npgsql;

namespace AudioStreaming.CoreApi.Notifications;

/// <summary>
/// One listening connection per replica, whatever the number of subscriptions; a pass is one wait
/// for it. Notifications wake and never carry truth: a new connection wakes everyone, since some
/// may have been missed.
/// </summary>
internal sealed class DatabaseNotifications(NpgsqlDataSource database, PassServices services)
    : PeriodicPass(new PassSchedule(KeepAlive, Retry, Retry), services)
{
    // A silent connection is asked, for it may be only half alive.
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly ConcurrentBag<NotificationSubscription> _subscriptions = [];

    private NpgsqlConnection? _connection;

    /// <param name="channel">Of PostgreSQL.</param>
    /// <param name="wake">Called when there is something to take.</param>
    public NotificationSubscription Subscribe(string channel, Action wake)
    {
        var subscription = new NotificationSubscription(channel, wake);
        _subscriptions.Add(subscription);
        return subscription;
    }

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (_connection is null) await ListenAsync(cancellationToken);
            if (!await _connection!.WaitAsync(KeepAlive, cancellationToken))
            {
                await using var probe = new NpgsqlCommand("SELECT 1", _connection);
                await probe.ExecuteScalarAsync(cancellationToken);
            }
            return new PassResult(0, NextIn: TimeSpan.Zero);
        }
        catch
        {
            Disconnect();
            throw;
        }
    }

    public override void Dispose()
    {
        Disconnect();
        base.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        _connection = await database.OpenConnectionAsync(cancellationToken);
        _connection.Notification += (_, notification) =>
            Publish(notification.Channel, notification.Payload);
        await using var listen = new NpgsqlCommand(
            "LISTEN catalog_outbox; LISTEN catalog_tracks", _connection);
        await listen.ExecuteNonQueryAsync(cancellationToken);
        foreach (var subscription in _subscriptions) subscription.Missed();
    }

    private void Publish(string channel, string payload)
    {
        foreach (var subscription in _subscriptions)
            if (subscription.Channel == channel) subscription.Notified(payload);
    }

    private void Disconnect()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
