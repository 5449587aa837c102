using AudioStreaming.Contracts;
using AudioStreaming.StatisticsApi.Tests.Support;

namespace AudioStreaming.StatisticsApi.Tests.Ledger;

/// <summary>
/// A listener whose events the test writes into the log itself: some twice, some in another order,
/// some missing. What must be counted is known exactly.
/// </summary>
internal static class WrittenListener
{
    /// <returns>The events in the order in which they are to be written.</returns>
    public static IReadOnlyList<PlaybackEvent> Create(
        TrackId track, DateTimeOffset now, LedgerBook book, Random random)
    {
        var length = random.Next(0, 120);
        var listener = new Listener(track, now.AddSeconds(-length));
        var events = new List<PlaybackEvent> { listener.Start() };
        for (var left = length; left > 0; left -= 10)
        {
            var seconds = Math.Min(left, 10) - random.NextDouble();
            events.Add(random.Next(10) == 0 ? listener.Pause(seconds) : listener.Play(seconds));
        }
        events.Add(random.Next(3) == 0 ? listener.Expire(0) : listener.Stop());

        var plays = listener.ListenedMs >= 30_000 ? 1 : 0;
        book.Written(track, new Tally(plays, 1, listener.ListenedMs));
        return Disturb(events, random);
    }

    private static List<PlaybackEvent> Disturb(List<PlaybackEvent> events, Random random)
    {
        var disturbed = new List<PlaybackEvent>();
        foreach (var message in events)
        {
            // The last one says it all, so any other may be lost.
            if (message != events[^1] && random.Next(20) == 0) continue;
            disturbed.Insert(
                random.Next(10) == 0 ? random.Next(disturbed.Count + 1) : disturbed.Count, message);
            if (random.Next(10) == 0) disturbed.Add(message);
        }
        return disturbed;
    }
}
