using System.Threading.Channels;
using AudioStreaming.Contracts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// Hears from Redis that a session was silent for its TTL. Every replica hears it, one wins the
/// claim. What is not heard, or does not fit into the queue, is left to the sweep.
/// </summary>
internal sealed partial class ExpiryNotifications(
    IConnectionMultiplexer connection, SessionEnds ends, IOptions<SessionOptions> options,
    TimeProvider time, ILogger<ExpiryNotifications> logger) : BackgroundService
{
    private const int QueueLength = 10_000;
    private static readonly TimeSpan RetryTime = TimeSpan.FromSeconds(1);

    private readonly Channel<SessionId> _expired = Channel.CreateBounded<SessionId>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Notifications) return;
        // A restarted Redis has forgotten the setting; the client renews the subscription itself.
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType == ConnectionType.Interactive)
                _ = EnableAsync(stoppingToken);
        };
        await SubscribeAsync(stoppingToken);
        await EnableAsync(stoppingToken);
        while (true)
        {
            try
            {
                await ends.PublishAsync(
                    _expired.Reader.ReadAllAsync(stoppingToken), "notification", stoppingToken);
            }
            catch (Exception fault) when (RedisFaults.Is(fault, stoppingToken))
            {
                LogFailed(fault.Message);
            }
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        var database = connection.GetDatabase().Database;
        var channel = RedisChannel.KeyEvent(KeyNotificationType.Expired, database);
        while (true)
        {
            try
            {
                await connection.GetSubscriber().SubscribeAsync(channel, (_, key) => Hear(key));
                return;
            }
            catch (Exception fault) when (RedisFaults.Is(fault, cancellationToken))
            {
                LogFailed(fault.Message);
                await Task.Delay(RetryTime, time, cancellationToken);
            }
        }
    }

    private void Hear(string? key)
    {
        if (key is not null
            && key.StartsWith(SessionStore.MarkerPrefix)
            && SessionId.TryParse(key[SessionStore.MarkerPrefix.Length..], null, out var session))
            _expired.Writer.TryWrite(session);
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        foreach (var server in connection.GetServers().Where(server => !server.IsReplica))
        {
            try
            {
                await KeyspaceEvents.EnableAsync(server).WaitAsync(cancellationToken);
            }
            catch (Exception fault) when (RedisFaults.Is(fault, cancellationToken))
            {
                LogNotEnabled(KeyspaceEvents.Setting, KeyspaceEvents.Needed, fault.Message);
            }
        }
    }
}
