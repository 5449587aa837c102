using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults;

namespace AudioStreaming.PlaybackApi.Sessions;

/// <summary>Ends silent sessions: claims the last event of each and publishes it.</summary>
internal sealed class SessionEnds(
    SessionStore store, EventPublisher events, FaultPoints faults, PlaybackTelemetry telemetry)
{
    private const int Parallelism = 64;

    /// <param name="sessions">Those that may have ended.</param>
    /// <param name="source">Who noticed, for the metric.</param>
    /// <param name="cancellationToken">Stops between sessions.</param>
    /// <returns>How many were published by this call.</returns>
    public async Task<int> PublishAsync(
        IEnumerable<SessionId> sessions, string source, CancellationToken cancellationToken)
    {
        var published = 0;
        var parallel = new ParallelOptions
        {
            MaxDegreeOfParallelism = Parallelism,
            CancellationToken = cancellationToken,
        };
        await Parallel.ForEachAsync(sessions, parallel, async (session, _) =>
        {
            if (!await PublishAsync(session)) return;
            telemetry.SessionEnded(source);
            Interlocked.Increment(ref published);
        });
        return published;
    }

    private async Task<bool> PublishAsync(SessionId session)
    {
        if (await store.ClaimAsync(session) is not { } last) return false;
        await faults.ReachAsync("playback.claimed");
        return events.PublishLast(last);
    }
}
