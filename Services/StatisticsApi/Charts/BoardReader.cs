using System.Globalization;
using AudioStreaming.Contracts;
using AudioStreaming.ServiceDefaults.Redis;
using AudioStreaming.StatisticsApi.Counts;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace AudioStreaming.StatisticsApi.Charts;

/// <summary>Reads the board with one call to Redis.</summary>
internal sealed class BoardReader(
    IConnectionMultiplexer redis, TimeProvider time,
    IOptions<ChartOptions> options, IOptions<CountsOptions> countsOptions)
{
    private static readonly RedisScript ReadScript = new(typeof(BoardReader), "read-board");

    // The order in which the script answers.
    private static readonly ChartName[] Order =
        [ChartName.Now, ChartName.Day, ChartName.Week, ChartName.All, ChartName.Trending];

    private static readonly RedisKey[] Keys =
    [
        StatisticsKeys.Head, StatisticsKeys.Live, StatisticsKeys.Listeners, StatisticsKeys.Day,
        StatisticsKeys.Week, StatisticsKeys.Plays, StatisticsKeys.Trending,
        StatisticsKeys.TrendingLandmark, StatisticsKeys.Peaks, StatisticsKeys.PeaksDay,
        StatisticsKeys.Deleted,
    ];

    /// <returns>Null while the counts are being restored.</returns>
    public async Task<BoardReading?> ReadAsync()
    {
        var now = time.GetUtcNow();
        var result = await ReadScript.RunAsync(
            redis.GetDatabase(), Keys, options.Value.MaxEntries, now.ToUnixTimeSeconds() / 86_400);
        if (result.IsNull) return null;

        var answer = (RedisResult[])result!;
        var charts = Order
            .Select((chart, i) => (Name: chart, Ids: (IReadOnlyList<TrackId>)Ids(answer[3 + i])));
        var tracks = Ids(answer[3 + Order.Length]);
        var counts = Order.Select((_, i) => Numbers(answer[4 + Order.Length + i])).ToArray();
        var decay = Decay(now, (string?)answer[2]);
        return new BoardReading(
            now, (long)answer[0], (long)Number((string)answer[1]!),
            charts.ToDictionary(chart => chart.Name, chart => chart.Ids),
            tracks.Select((track, i) => (track, Counts: new TrackCounts(
                    (long)counts[0][i], (long)counts[1][i], (long)counts[2][i],
                    (long)counts[3][i], counts[4][i] * decay)))
                .ToDictionary(entry => entry.track, entry => entry.Counts));
    }

    // Weights grow with time instead of shrinking; this turns them into plays of this hour.
    private double Decay(DateTimeOffset now, string? landmark)
    {
        if (string.IsNullOrEmpty(landmark)) return 1;
        var hours = (now.ToUnixTimeSeconds() / 3600) - Number(landmark);
        return Math.Pow(2, -hours / countsOptions.Value.TrendingHalfLife.TotalHours);
    }

    private static TrackId[] Ids(RedisResult result) =>
        [.. ((RedisValue[])result!).Select(RedisIds.Track)];

    private static double[] Numbers(RedisResult result) =>
        [.. ((RedisValue[])result!).Select(value => Number((string)value!))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
