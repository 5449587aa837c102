using AudioStreaming.PlaybackApi.Sessions;
using AudioStreaming.ServiceDefaults.Passes;
using Microsoft.Extensions.Options;

namespace AudioStreaming.PlaybackApi.Recovery;

/// <summary>
/// Recovers last events that are pending: a bounded look at the sessions whose deadline has passed,
/// for <see cref="ExpiryNotifications"/> are lost when nobody listens or Redis restarts, and
/// whoever heard one may die before it has published.
/// </summary>
internal sealed class SessionRecovery(
    SessionStore store, SessionEnds ends, IOptions<RecoveryOptions> options, PassServices services)
    : PeriodicPass(options.Value.SweepInterval, services)
{
    private readonly int _batch = options.Value.SweepBatch;

    public override async Task<PassResult> RunAsync(CancellationToken cancellationToken)
    {
        var overdue = await store.OverdueAsync(_batch);
        var published = await ends.PublishAsync(overdue, "sweep", cancellationToken);
        var mayBeMore = overdue.Count == _batch && published > 0;
        return new PassResult(published, mayBeMore ? TimeSpan.Zero : null);
    }
}
