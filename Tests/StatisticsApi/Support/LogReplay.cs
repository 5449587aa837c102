using System.Text.Json;
using AudioStreaming.Contracts;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>
/// The rules of docs/methodology.md once more, in their plainest form and with none of the
/// service's code: what the whole log says, read from its beginning.
/// </summary>
internal sealed class LogReplay
{
    public CountsTable Totals { get; } = new();

    public CountsTable Minutes { get; } = new();

    public Dictionary<SessionId, Tally> Sessions { get; } = [];

    public static LogReplay Of(TestLog log)
    {
        var replay = new LogReplay();
        var sessions = log.ReadAll(Topics.PlaybackEvents)
            .GroupBy(record => record.Partition.Value)
            .SelectMany(partition => partition.OrderBy(record => record.Offset.Value))
            .Select(record => JsonSerializer.Deserialize(
                record.Message.Value, ContractsJson.Default.PlaybackEvent)!)
            .GroupBy(message => message.SessionId);
        foreach (var session in sessions) replay.Add([.. session]);
        return replay;
    }

    private void Add(IReadOnlyList<PlaybackEvent> session)
    {
        Count(session[0], new Tally(0, 1, 0));
        long best = 0;
        var played = false;
        foreach (var message in session)
        {
            if (message.ListenedMs > best)
                Count(message, new Tally(0, 0, message.ListenedMs - best));
            best = Math.Max(best, message.ListenedMs);
            if (played || best < Math.Min(30_000, message.DurationMs)) continue;
            played = true;
            Count(message, new Tally(1, 0, 0));
        }
    }

    private void Count(PlaybackEvent message, Tally tally)
    {
        Sessions[message.SessionId] = Sessions.GetValueOrDefault(message.SessionId) + tally;
        Totals.Add(message.TrackId, tally);
        Minutes.Add(message.TrackId, message.At.ToUnixTimeSeconds() / 60, tally);
    }
}
