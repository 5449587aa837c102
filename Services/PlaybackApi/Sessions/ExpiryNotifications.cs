using System.Threading.Channels;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>
/// Hears from Redis that a session was silent for its TTL, and then ends it. Every replica hears
/// it, one wins the claim. What is not heard, or does not fit into the queue, is left to recovery.
/// </summary>
internal sealed partial class ExpiryNotifications(
    IConnectionMultiplexer connection, SessionEnds ends, IOptions<SessionOptions> options,
    PassServices services, ILogger<ExpiryNotifications> logger) : PeriodicPass(Schedule, services)
{
    private const int QueueLength = 10_000;

    /// <summary>It is woken for whatever there is to do.</summary>
    private static readonly PassSchedule Schedule =
        new(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));

    private readonly Channel<SessionId> _expired = Channel.CreateBounded<SessionId>(
        new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropWrite });

    private bool _isSubscribed;
    private volatile bool _isEnabled;

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Notifications) return default;
        if (!_isSubscribed) await SubscribeAsync();
        if (!_isEnabled) await EnableAsync();
        return new PassResult(
            await ends.PublishAsync(Heard(), "notification", cancellationToken));
    }

    private async Task SubscribeAsync()
    {
        var channel = RedisChannel.KeyEvent(
            KeyNotificationType.Expired, connection.GetDatabase().Database);
        await connection.GetSubscriber().SubscribeAsync(channel, (_, key) => Hear(key));
        // A restarted Redis has forgotten the setting; the client renews the subscription itself.
        connection.ConnectionRestored += (_, restored) =>
        {
            if (restored.ConnectionType != ConnectionType.Interactive) return;
            _isEnabled = false;
            Wake();
        };
        _isSubscribed = true;
    }

    private async Task EnableAsync()
    {
        _isEnabled = true;
        foreach (var server in connection.GetServers().Where(server => !server.IsReplica))
        {
            try
            {
                await KeyspaceEvents.EnableAsync(server);
            }
            catch (Exception fault) when (RedisFaults.Is(fault))
            {
                LogNotEnabled(KeyspaceEvents.Setting, KeyspaceEvents.Needed, fault.Message);
            }
        }
    }

    private void Hear(string? key)
    {
        if (key is null
            || !key.StartsWith(SessionStore.MarkerPrefix)
            || !SessionId.TryParse(key[SessionStore.MarkerPrefix.Length..], null, out var session)
            || !_expired.Writer.TryWrite(session)) return;
        Wake();
    }

    private IEnumerable<SessionId> Heard()
    {
        while (_expired.Reader.TryRead(out var session)) yield return session;
    }
}
