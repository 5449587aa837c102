using AudioStreaming.Contracts;
using AudioStreaming.Testing;

namespace AudioStreaming.StatisticsApi.Tests.Support;

/// <summary>
/// The promise: what is counted is what the log says, everywhere and to the last unit.
/// </summary>
internal static class Agreement
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Waits until the whole log is counted and flushed.</summary>
    public static Task FinishedAsync(this StatisticsEnvironment environment)
    {
        var records = environment.Log.ReadAll(Topics.PlaybackEvents).Count;
        return Eventually.TrueAsync(
            async () => await ReadRecordsAsync(environment) == records
                && await environment.IsFlushedAsync(),
            $"all {records} records are counted and flushed", Patience);
    }

    /// <summary>Waits until the whole log is counted in Redis.</summary>
    public static Task CountedAsync(this StatisticsEnvironment environment)
    {
        var records = environment.Log.ReadAll(Topics.PlaybackEvents).Count;
        return Eventually.TrueAsync(
            async () => await ReadRecordsAsync(environment) == records,
            $"all {records} records are counted", Patience);
    }

    public static async Task HoldsAsync(this StatisticsEnvironment environment)
    {
        var replay = LogReplay.Of(environment.Log);
        Assert.Equal(replay.Totals.Lines, (await environment.DatabaseTotalsAsync()).Lines);
        Assert.Equal(replay.Totals.Lines, (await environment.RedisTotalsAsync()).Lines);
        Assert.Equal(replay.Minutes.Lines, (await environment.DatabaseMinutesAsync()).Lines);
        foreach (var resolution in (string[])["minute", "hour", "day"])
        {
            foreach (var perTrack in (bool[])[true, false])
            {
                Assert.Equal(
                    replay.Totals.Sum, await environment.DatabaseSumAsync(resolution, perTrack));
            }
        }
    }

    private static async Task<long> ReadRecordsAsync(StatisticsEnvironment environment)
    {
        var offsets = await environment.Redis.GetDatabase().HashGetAllAsync("{stats}:offsets");
        return offsets.Sum(entry => long.Parse(((string)entry.Value!).Split(' ')[0]));
    }
}
